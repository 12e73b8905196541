namespace FlameScope.Symbols.Itanium;

/// <summary>Expressions.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PrintExpression(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.FunctionParameter when node.Number < 0:
                _text.Append("this"u8);
                break;
            case NodeKind.FunctionParameter:
                PrintNumbered("{parm#"u8, node.Number);
                break;
            case NodeKind.Literal:
                PrintLiteral(node);
                break;
            case NodeKind.Nullary:
                _text.Append(OperatorOf(node.Left).Text);
                break;
            case NodeKind.Unary:
                PrintUnary(node);
                break;
            case NodeKind.Postfix:
                PrintOperand(node.Right);
                _text.Append(OperatorOf(node.Left).Text);
                break;
            case NodeKind.Binary:
                PrintBinary(OperatorOf(node.Left), _nodes[node.Right]);
                break;
            case NodeKind.Trinary:
                PrintTrinary(OperatorOf(node.Left), _nodes[node.Right]);
                break;
            case NodeKind.InitializerList:
                if (node.Left != 0)
                {
                    Print(node.Left);
                }

                _text.Append((byte)'{');
                PrintList(node.Right);
                _text.Append((byte)'}');
                break;
            case NodeKind.VendorExpression:
                Print(node.Left);
                PrintInParentheses(node.Right);
                break;
            default:
                _hasFailed = true;
                break;
        }
    }

    private readonly OperatorTable.Entry OperatorOf(int operation) => OperatorTable.At(_nodes[operation].Left);

    // Names need no parentheses.
    private void PrintOperand(int id)
    {
        if (_nodes[id].Kind is NodeKind.Identifier or NodeKind.Known or NodeKind.Qualified or NodeKind.InitializerList or NodeKind.FunctionParameter)
        {
            Print(id);
            return;
        }

        _text.Append((byte)'(');
        if (_nodes[id].Kind == NodeKind.List)
        {
            PrintList(id);
        }
        else
        {
            Print(id);
        }

        _text.Append((byte)')');
    }

    private void PrintLiteral(Node node)
    {
        ReadOnlySpan<byte> value = TextOf(node.Right);
        BuiltinTable.Entry? type = _nodes[node.Left].Kind == NodeKind.Builtin ? BuiltinTable.At(_nodes[node.Left].Left) : null;
        bool isNegative = node.Number != 0;
        switch (type?.Form)
        {
            case BuiltinTable.LiteralForm.Plain or BuiltinTable.LiteralForm.Suffix:
                _text.Append(isNegative ? "-"u8 : ""u8);
                _text.Append(value);
                _text.Append(type.Suffix);
                return;
            case BuiltinTable.LiteralForm.Boolean when value.Length == 1 && value[0] is (byte)'0' or (byte)'1' && !isNegative:
                _text.Append(value[0] == '0' ? "false"u8 : "true"u8);
                return;
        }

        bool isBits = type?.Form == BuiltinTable.LiteralForm.Bits;
        _text.Append((byte)'(');
        Print(node.Left);
        _text.Append((byte)')');
        _text.Append(isNegative ? "-"u8 : ""u8);
        _text.Append(isBits ? "["u8 : ""u8);
        _text.Append(value);
        _text.Append(isBits ? "]"u8 : ""u8);
    }
}
