namespace FlameScope.Symbols.Itanium;

/// <summary>
/// Types. What is declared stands in the middle of a C++ type, so each is written in two parts: <c>int (*</c> and
/// <c>)()</c>.
/// </summary>
internal ref partial struct ItaniumPrinter
{
    private static ReadOnlySpan<byte> QualifierText(int letter) => letter switch
    {
        'r' => " restrict"u8,
        'V' => " volatile"u8,
        'K' => " const"u8,
        'R' => " &"u8,
        'O' => " &&"u8,
        'C' => " _Complex"u8,
        'G' => " _Imaginary"u8,
        'x' => " transaction_safe"u8,
        _ => " noexcept"u8,
    };

    private void PrintType(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Builtin:
                _text.Append(BuiltinTable.At(node.Left).Text);
                break;
            case NodeKind.VendorType:
                Print(node.Left);
                if (node.Right != 0)
                {
                    PrintTemplateArguments(node.Right);
                }

                break;
            case NodeKind.FloatN:
                _text.Append(node.Number < 0 ? "std::bfloat"u8 : "_Float"u8);
                _text.Append((ulong)Math.Abs(node.Number));
                _text.Append(node.Number < 0 ? "_t"u8 : node.Left != 0 ? "x"u8 : ""u8);
                break;
            case NodeKind.Decltype:
                _text.Append("decltype ("u8);
                Print(node.Left);
                _text.Append((byte)')');
                break;
            case NodeKind.PackExpansion:
                PrintExpansion(node.Left);
                break;
            default:
                // An argument pack.
                PrintList(node.Left);
                break;
        }
    }

    private void PrintLeft(int id, bool isSpaced)
    {
        if (!TryEnter())
        {
            return;
        }

        Node node = _nodes[id];
        int qualifiers = _qualifiers;
        _qualifiers = node.Kind is NodeKind.Qualifier or NodeKind.TemplateParameter ? qualifiers : 0;
        switch (node.Kind)
        {
            case NodeKind.Pointer:
                PrintDeclarator(node.Left, "*"u8, isSpaced);
                break;
            case NodeKind.LvalueReference or NodeKind.RvalueReference:
                PrintReference(id, isSpaced);
                break;
            case NodeKind.Qualifier when ArrayOf(id) is int array and not 0:
                // The elements of an array are what is qualified.
                PrintLeft(_nodes[array].Left, isSpaced: false);
                PrintArrayQualifiers(id);
                break;
            case NodeKind.Qualifier when (qualifiers & BitOf(node.Number)) != 0:
                // An argument may have a qualifier that its parameter has, too: it is told once.
                PrintLeft(node.Left, isSpaced: true);
                break;
            case NodeKind.Qualifier:
                _qualifiers = BitOf(node.Number) == 0 ? 0 : qualifiers | BitOf(node.Number);
                PrintLeft(node.Left, isSpaced: true);
                _text.Append(QualifierText(node.Number));
                break;
            case NodeKind.VendorQualifier:
                PrintLeft(node.Left, isSpaced: true);
                _text.Append((byte)' ');
                Print(node.Right);
                break;
            case NodeKind.MemberPointer:
                OpenParenthesis(node.Right, isSpaced: true);
                if (_text.Last != '(')
                {
                    _text.Append((byte)' ');
                }

                Print(node.Left);
                _text.Append("::*"u8);
                break;
            case NodeKind.FunctionType:
                if (node.Left != 0)
                {
                    PrintLeft(node.Left, isSpaced: false);
                    if (!HasRight(node.Left))
                    {
                        _text.Append((byte)' ');
                    }
                }

                break;
            case NodeKind.FunctionQualifier or NodeKind.Array or NodeKind.Vector:
                PrintLeft(node.Left, isSpaced: node.Kind == NodeKind.Vector);
                if (node.Kind == NodeKind.Vector)
                {
                    _text.Append(" __vector("u8);
                    Print(node.Right);
                    _text.Append((byte)')');
                }

                break;
            case NodeKind.TemplateParameter when ArgumentOf(node, out int argument, out int outer):
                int inner = _scope;
                _scope = outer;
                PrintLeft(argument, isSpaced);
                _scope = inner;
                break;
            case NodeKind.TemplateParameter:
                PrintUnboundParameter(node);
                break;
            default:
                Print(id);
                break;
        }

        _qualifiers = qualifiers;
        _depth--;
    }

    private static int BitOf(int qualifier) => qualifier switch
    {
        'r' => 1,
        'V' => 2,
        'K' => 4,
        _ => 0,
    };

    private void PrintRight(int id)
    {
        if (!TryEnter())
        {
            return;
        }

        Node node = _nodes[id];
        switch (node.Kind)
        {
            case NodeKind.Pointer:
                CloseParenthesis(node.Left);
                break;
            case NodeKind.LvalueReference or NodeKind.RvalueReference:
                int inside = _scope;
                int target = Referred(id, out _);
                _scopes.Enter(id);
                CloseParenthesis(target);
                _scopes.Leave();
                _scope = inside;
                break;
            case NodeKind.MemberPointer:
                CloseParenthesis(node.Right);
                break;
            case NodeKind.Qualifier or NodeKind.VendorQualifier or NodeKind.Vector:
                PrintRight(node.Left);
                break;
            case NodeKind.FunctionType:
                PrintInParentheses(node.Right);
                if (node.Left != 0)
                {
                    PrintRight(node.Left);
                }

                break;
            case NodeKind.FunctionQualifier:
                PrintFunctionRight(id);
                break;
            case NodeKind.Array:
                PrintDimension(node);
                PrintRight(node.Left);
                break;
            case NodeKind.TemplateParameter when ArgumentOf(node, out int argument, out int outer):
                int inner = _scope;
                _scope = outer;
                PrintRight(argument);
                _scope = inner;
                break;
        }

        _depth--;
    }
}
