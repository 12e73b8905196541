namespace FlameScope.Symbols.Itanium;

/// <summary>What stands around the name of what is declared: parentheses, references, qualifiers and dimensions.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PrintDeclarator(int target, ReadOnlySpan<byte> sign, bool isSpaced)
    {
        OpenParenthesis(target, isSpaced);
        _text.Append(sign);
    }

    private void OpenParenthesis(int target, bool isSpaced)
    {
        PrintLeft(target, isSpaced);
        if (FunctionOf(target) != 0)
        {
            if (_text.Last != ' ' && (isSpaced || _text.Last is not ((byte)'(' or (byte)'*')))
            {
                _text.Append((byte)' ');
            }

            _text.Append((byte)'(');
        }
        else if (IsArray(target))
        {
            _text.Append(" ("u8);
        }
    }

    private void CloseParenthesis(int target)
    {
        if (FunctionOf(target) != 0 || IsArray(target))
        {
            _text.Append((byte)')');
        }

        PrintRight(target);
    }

    private void PrintReference(int id, bool isSpaced)
    {
        int inside = _scope;
        int target = Referred(id, out bool isRvalue);
        _scopes.Enter(id);
        PrintDeclarator(target, isRvalue ? "&&"u8 : "&"u8, isSpaced);
        _scopes.Leave();
        _scope = inside;
    }

    // References to references are one: && only if all are. Leaves the scope of what is referred to.
    private int Referred(int id, out bool isRvalue)
    {
        isRvalue = _nodes[id].Kind == NodeKind.RvalueReference;
        int target = _nodes[id].Left;
        if (_nodes[target].Kind == NodeKind.TemplateParameter && _lambdaDepth == 0)
        {
            _scope = _scopes.ScopeOf(target, id, _scope);
        }

        for (int step = 0; step < MaxDepth; step++)
        {
            Node inner = _nodes[target];
            if (inner.Kind == NodeKind.TemplateParameter && ArgumentOf(inner, out int argument, out int outer)
                && _nodes[argument].Kind is NodeKind.LvalueReference or NodeKind.RvalueReference or NodeKind.TemplateParameter)
            {
                target = argument;
                _scope = outer;
            }
            else if (inner.Kind is NodeKind.LvalueReference or NodeKind.RvalueReference)
            {
                isRvalue &= inner.Kind == NodeKind.RvalueReference;
                target = inner.Left;
            }
            else
            {
                break;
            }
        }

        return target;
    }

    private void PrintArrayQualifiers(int id)
    {
        if (_nodes[id] is { Kind: NodeKind.Qualifier } node)
        {
            PrintArrayQualifiers(node.Left);
            _text.Append(QualifierText(node.Number));
        }
    }

    // No blank between the dimensions of one array.
    private void PrintDimension(Node node)
    {
        if (_text.Last != ']')
        {
            _text.Append((byte)' ');
        }

        _text.Append((byte)'[');
        if (node.Right != 0)
        {
            Print(node.Right);
        }

        _text.Append((byte)']');
    }

    private void PrintFunctionRight(int id)
    {
        int function = FunctionOf(id);
        Node type = _nodes[function];
        PrintInParentheses(type.Right);
        PrintFunctionQualifiers(id);
        if (type.Left != 0)
        {
            PrintRight(type.Left);
        }
    }

    private void PrintFunctionQualifiers(int id)
    {
        if (_nodes[id] is not { Kind: NodeKind.FunctionQualifier } node)
        {
            return;
        }

        PrintFunctionQualifiers(node.Left);
        _text.Append(node.Number == 'w' ? " throw"u8 : QualifierText(node.Number));
        if (node.Right != 0)
        {
            PrintInParentheses(node.Right, node.Number == 'w');
        }
    }

    private void PrintInParentheses(int id, bool isList)
    {
        if (isList)
        {
            PrintInParentheses(id);
            return;
        }

        _text.Append((byte)'(');
        Print(id);
        _text.Append((byte)')');
    }
}
