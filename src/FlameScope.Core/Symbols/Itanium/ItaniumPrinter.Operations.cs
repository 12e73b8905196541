namespace FlameScope.Symbols.Itanium;

/// <summary>Operators and their operands.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PrintUnary(Node node)
    {
        if (_nodes[node.Left].Kind == NodeKind.Conversion)
        {
            _text.Append((byte)'(');
            Print(_nodes[node.Left].Left);
            _text.Append((byte)')');
            PrintOperand(node.Right);
            return;
        }

        OperatorTable.Entry entry = OperatorOf(node.Left);
        int operand = node.Right;
        if (entry.Is("ad"u8) && _nodes[operand] is { Kind: NodeKind.Function } function && IsQualified(function.Left))
        {
            // The address of a member is that of its name.
            operand = function.Left;
        }
        else if (entry.Is("sZ"u8))
        {
            int pack = PackOf(operand);
            _hasFailed |= pack == 0;
            _text.Append((ulong)CountOf(pack));
            return;
        }
        else if (entry.Is("sP"u8))
        {
            PrintArgumentCount(operand);
            return;
        }

        _text.Append(entry.Text);
        if (entry.Is("gs"u8))
        {
            Print(operand);
        }
        else if (entry.Is("st"u8) || entry.Is("at"u8) || entry.Is("ti"u8))
        {
            PrintInParentheses(operand, isList: false);
        }
        else
        {
            PrintOperand(operand);
        }
    }

    private readonly bool IsQualified(int name) => _nodes[name].Kind == NodeKind.Qualified;

    private void PrintArgumentCount(int list)
    {
        ulong count = 0;
        for (; list != 0 && _nodes[list].Left != 0; list = _nodes[list].Right)
        {
            Node item = _nodes[_nodes[list].Left];
            int pack = item.Kind == NodeKind.PackExpansion ? PackOf(item.Left) : 0;
            count += item.Kind == NodeKind.ArgumentPack ? (ulong)CountOf(item.Left) : pack != 0 ? (ulong)CountOf(pack) : 1;
        }

        _text.Append(count);
    }

    private void PrintBinary(OperatorTable.Entry entry, Node operands)
    {
        if (entry.Text.EndsWith("_cast"u8))
        {
            _text.Append(entry.Text);
            _text.Append((byte)'<');
            Print(operands.Left);
            _text.Append(">("u8);
            Print(operands.Right);
            _text.Append((byte)')');
            return;
        }

        if (entry.Text.SequenceEqual("..."u8))
        {
            PrintFold(entry, operands.Left, operands.Right, 0);
            return;
        }

        if (entry.Is("di"u8) || entry.Is("dx"u8))
        {
            PrintDesignator(entry, operands);
            return;
        }

        // A > must not be read as the end of the template arguments.
        bool isGreater = entry.Is("gt"u8);
        _text.Append(isGreater ? "("u8 : ""u8);
        int left = operands.Left;
        if (entry.Is("cl"u8) && _nodes[left] is { Kind: NodeKind.Function } function)
        {
            // What a function is called with is told; its parameters are not told, too.
            left = function.Left;
        }

        PrintOperand(left);
        if (entry.Is("ix"u8))
        {
            _text.Append((byte)'[');
            Print(operands.Right);
            _text.Append((byte)']');
        }
        else
        {
            _text.Append(entry.Is("cl"u8) ? ""u8 : entry.Text);
            PrintOperand(operands.Right);
        }

        _text.Append(isGreater ? ")"u8 : ""u8);
    }

    private void PrintDesignator(OperatorTable.Entry entry, Node operands)
    {
        _text.Append(entry.Is("di"u8) ? "."u8 : "["u8);
        Print(operands.Left);
        _text.Append(entry.Is("di"u8) ? ""u8 : "]"u8);
        PrintDesignated(operands.Right);
    }

    // A chain of designators has one = at its end.
    private void PrintDesignated(int value)
    {
        bool isDesignator = _nodes[value].Kind is NodeKind.Binary or NodeKind.Trinary && IsDesignator(OperatorOf(_nodes[value].Left));
        if (isDesignator)
        {
            Print(value);
        }
        else
        {
            _text.Append((byte)'=');
            PrintOperand(value);
        }
    }

    private static bool IsDesignator(OperatorTable.Entry entry) => entry.Is("di"u8) || entry.Is("dx"u8) || entry.Is("dX"u8);

    private void PrintFold(OperatorTable.Entry entry, int operation, int first, int second)
    {
        int outer = _packItem;
        _packItem = -1;
        ReadOnlySpan<byte> sign = OperatorOf(operation).Text;
        _text.Append((byte)'(');
        if (entry.Is("fl"u8))
        {
            _text.Append("..."u8);
            _text.Append(sign);
            PrintOperand(first);
        }
        else
        {
            PrintOperand(first);
            _text.Append(sign);
            _text.Append("..."u8);
            if (second != 0)
            {
                _text.Append(sign);
                PrintOperand(second);
            }
        }

        _text.Append((byte)')');
        _packItem = outer;
    }

    private void PrintTrinary(OperatorTable.Entry entry, Node operands)
    {
        (int first, int second) = (_nodes[operands.Left].Left, _nodes[operands.Left].Right);
        int third = operands.Right;
        if (entry.Text.SequenceEqual("..."u8))
        {
            PrintFold(entry, first, second, third);
        }
        else if (entry.Is("qu"u8))
        {
            PrintOperand(first);
            _text.Append((byte)'?');
            PrintOperand(second);
            _text.Append(" : "u8);
            PrintOperand(third);
        }
        else if (entry.Is("dX"u8))
        {
            _text.Append((byte)'[');
            Print(first);
            _text.Append(" ... "u8);
            Print(second);
            _text.Append((byte)']');
            PrintDesignated(third);
        }
        else
        {
            _text.Append("new "u8);
            if (CountOf(first) != 0)
            {
                PrintOperand(first);
                _text.Append((byte)' ');
            }

            Print(second);
            if (_nodes[third].Kind != NodeKind.List || CountOf(third) != 0)
            {
                PrintOperand(third);
            }
        }
    }
}
