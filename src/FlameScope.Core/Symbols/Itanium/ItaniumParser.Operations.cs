namespace FlameScope.Symbols.Itanium;

/// <summary>Operators and their operands.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadOperation()
    {
        int operation = ReadOperatorName();
        if (operation == 0)
        {
            return 0;
        }

        Node node = _nodes[operation];
        if (node.Kind == NodeKind.Conversion)
        {
            int operand = TryTake((byte)'_') ? ReadExpressions((byte)'E') : ReadExpression();
            return Add(NodeKind.Unary, operation, operand);
        }

        if (node.Kind != NodeKind.Operator)
        {
            return 0;
        }

        OperatorTable.Entry entry = OperatorTable.At(node.Left);
        return entry.Operands switch
        {
            0 => _nodes.Add(NodeKind.Nullary, operation),
            1 => ReadUnary(operation, entry),
            2 => ReadBinary(operation, entry),
            _ => ReadTrinary(operation, entry),
        };
    }

    private int ReadUnary(int operation, OperatorTable.Entry entry)
    {
        if (entry.Is("pp"u8) || entry.Is("mm"u8))
        {
            NodeKind kind = TryTake((byte)'_') ? NodeKind.Unary : NodeKind.Postfix;
            return Add(kind, operation, ReadExpression());
        }

        if (entry.Is("sP"u8))
        {
            return Add(NodeKind.Unary, operation, ReadVendorArguments());
        }

        bool isOfType = entry.Is("st"u8) || entry.Is("at"u8) || entry.Is("ti"u8);
        return Add(NodeKind.Unary, operation, isOfType ? ReadType() : ReadExpression());
    }

    private int ReadBinary(int operation, OperatorTable.Entry entry)
    {
        int left = entry.Text.EndsWith("_cast"u8) ? ReadType()
            : entry.Text.SequenceEqual("..."u8) ? ReadFoldedOperator()
            : entry.Is("di"u8) ? ReadUnqualifiedName(0)
            : ReadExpression();
        if (left == 0)
        {
            return 0;
        }

        int right = entry.Is("cl"u8) ? ReadExpressions((byte)'E')
            : entry.Is("dt"u8) || entry.Is("pt"u8) ? ReadMember()
            : ReadExpression();
        return Add(NodeKind.Binary, operation, Add(NodeKind.Pair, left, right));
    }

    private int ReadFoldedOperator()
    {
        int operation = ReadOperatorName();
        return operation != 0 && _nodes[operation].Kind == NodeKind.Operator ? operation : 0;
    }

    private int ReadMember()
    {
        TryTake((byte)'g', (byte)'s');
        if (TryTake((byte)'s', (byte)'r'))
        {
            return ReadResolved();
        }

        return ReadNameWithArguments();
    }

    private int ReadTrinary(int operation, OperatorTable.Entry entry)
    {
        int first;
        int second;
        int third;
        if (entry.Is("nw"u8) || entry.Is("na"u8))
        {
            first = ReadExpressions((byte)'_');
            second = first == 0 ? 0 : ReadType();
            third = second == 0 ? 0
                : TryTake((byte)'E') ? _nodes.Add(NodeKind.List)
                : TryTake((byte)'p', (byte)'i') ? ReadExpressions((byte)'E')
                : IsAt((byte)'i', (byte)'l') ? ReadExpression()
                : 0;
        }
        else
        {
            first = entry.Text.SequenceEqual("..."u8) ? ReadFoldedOperator() : ReadExpression();
            second = first == 0 ? 0 : ReadExpression();
            third = second == 0 ? 0 : ReadExpression();
        }

        return Add(NodeKind.Trinary, operation, Add(NodeKind.Pair, Add(NodeKind.Pair, first, second), third));
    }
}
