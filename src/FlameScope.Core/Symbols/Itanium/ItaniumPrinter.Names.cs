namespace FlameScope.Symbols.Itanium;

/// <summary>Names, and what the compiler makes for them.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PrintName(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Identifier:
                PrintIdentifier(_input.Slice(node.Left, node.Right));
                break;
            case NodeKind.Known:
                _text.Append(KnownText.At(node.Left));
                break;
            case NodeKind.Qualified:
                Print(node.Left);
                _text.Append("::"u8);
                Print(node.Right);
                break;
            case NodeKind.Local:
                PrintLocal(node);
                break;
            case NodeKind.Template:
                PrintTemplate(node);
                break;
            case NodeKind.Constructor:
                Print(node.Left);
                break;
            case NodeKind.Destructor:
                _text.Append((byte)'~');
                Print(node.Left);
                break;
            case NodeKind.Operator:
                PrintOperatorName(OperatorTable.At(node.Left).Text);
                break;
            case NodeKind.NamedOperator:
                _text.Append(node.Right == 0 ? "operator "u8 : "operator\"\" "u8);
                Print(node.Left);
                break;
            case NodeKind.Conversion:
                PrintConversion(node);
                break;
            case NodeKind.AbiTag:
                Print(node.Left);
                _text.Append("[abi:"u8);
                Print(node.Right);
                _text.Append((byte)']');
                break;
            case NodeKind.Lambda:
                PrintLambda(node);
                break;
            case NodeKind.LambdaTemplateParameter:
                PrintHeadParameter(node, isPack: false);
                break;
            case NodeKind.LambdaTemplatePack:
                PrintHeadParameter(_nodes[node.Left], isPack: true);
                break;
            case NodeKind.Unnamed:
                PrintNumbered("{unnamed type#"u8, node.Number);
                break;
            case NodeKind.DefaultArgument:
                PrintNumbered("{default arg#"u8, node.Number);
                _text.Append("::"u8);
                Print(node.Left);
                break;
            case NodeKind.StructuredBinding:
                _text.Append((byte)'[');
                PrintList(node.Left);
                _text.Append((byte)']');
                break;
            case NodeKind.ModuleEntity:
                Print(node.Right);
                _text.Append((byte)'@');
                Print(node.Left);
                break;
            case NodeKind.Module:
                PrintModule(node);
                break;
            case NodeKind.Function:
                PrintFunction(node, hasReturnType: true);
                break;
            case NodeKind.MemberQualifier:
                Print(node.Left);
                _text.Append(QualifierText(node.Number));
                break;
            case NodeKind.ConstructionVtable:
                _text.Append("construction vtable for "u8);
                Print(node.Left);
                _text.Append("-in-"u8);
                Print(node.Right);
                break;
            default:
                PrintSpecial(node);
                break;
        }
    }

    private readonly void PrintIdentifier(ReadOnlySpan<byte> text)
    {
        bool isAnonymous = text.Length >= 10 && text.StartsWith("_GLOBAL_"u8) && text[8] is (byte)'.' or (byte)'_' or (byte)'$' && text[9] == 'N';
        _text.Append(isAnonymous ? "(anonymous namespace)"u8 : text);
    }

    private readonly void PrintNumbered(ReadOnlySpan<byte> text, int number)
    {
        _text.Append(text);
        _text.Append((ulong)number + 1);
        _text.Append((byte)'}');
    }

    private readonly void PrintOperatorName(ReadOnlySpan<byte> text)
    {
        _text.Append("operator"u8);
        if (char.IsAsciiLetterLower((char)text[0]))
        {
            _text.Append((byte)' ');
        }

        _text.Append(text.TrimEnd((byte)' '));
    }

    // The function around is told by its parameters, not by what it returns.
    private void PrintLocal(Node node)
    {
        Node function = _nodes[node.Left];
        if (function.Kind == NodeKind.Function)
        {
            PrintFunction(function, hasReturnType: false);
        }
        else
        {
            Print(node.Left);
        }

        _text.Append("::"u8);
        Print(node.Right);
    }

    private void PrintTemplate(Node node)
    {
        int outer = _templateArguments;
        _templateArguments = node.Right;
        Print(node.Left);
        _templateArguments = outer;
        PrintTemplateArguments(node.Right);
    }

    // The type that an operator converts to may name arguments of the operator itself.
    private void PrintConversion(Node node)
    {
        _text.Append("operator "u8);
        int outer = _scope;
        if (_templateArguments != 0)
        {
            PushScope(_templateArguments);
        }

        Print(node.Left);
        _scope = outer;
    }

    private void PrintModule(Node node)
    {
        if (node.Left != 0)
        {
            Print(node.Left);
        }

        if (node.Number != 0 || node.Left != 0)
        {
            _text.Append(node.Number != 0 ? (byte)':' : (byte)'.');
        }

        Print(node.Right);
    }

    private void PrintSpecial(Node node)
    {
        _text.Append(KnownText.At(node.Number));
        if (node.Number == KnownText.ReferenceTemporary)
        {
            _text.Append((ulong)node.Right);
            _text.Append(" for "u8);
        }

        Print(node.Left);
    }
}
