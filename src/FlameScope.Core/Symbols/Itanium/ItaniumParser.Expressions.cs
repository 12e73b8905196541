namespace FlameScope.Symbols.Itanium;

/// <summary>Expressions, as in decltype and in template arguments.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadExpression()
    {
        if (!TryEnter())
        {
            return 0;
        }

        return Leave(ReadExpressionWithin());
    }

    private int ReadExpressionWithin()
    {
        switch (Current)
        {
            case (byte)'L':
                return ReadPrimary();
            case (byte)'T':
                return ReadTemplateParameter();
            case (byte)'s' when Next == 'r':
                _position += 2;
                return ReadResolved();
            case (byte)'s' when Next == 'p':
                _position += 2;
                return Add(NodeKind.PackExpansion, ReadExpression());
            case (byte)'f' when Next == 'p':
                _position += 2;
                return ReadFunctionParameter();
            case (byte)'i' when Next == 'l':
                _position += 2;
                return ReadInitializerList(0);
            case (byte)'t' when Next == 'l':
                _position += 2;
                int type = ReadType();
                return type == 0 ? 0 : ReadInitializerList(type);
            case (byte)'u':
                _position++;
                int name = ReadIdentifier();
                return name == 0 ? 0 : Add(NodeKind.VendorExpression, name, ReadVendorArguments());
            case >= (byte)'0' and <= (byte)'9':
                return ReadNameWithArguments();
            case (byte)'o' when Next == 'n':
                _position += 2;
                return ReadNameWithArguments();
            default:
                return ReadOperation();
        }
    }

    private int ReadVendorArguments()
    {
        int first = 0;
        int last = 0;
        while (!TryTake((byte)'E'))
        {
            if (!TryAppend(ref first, ref last, ReadTemplateArgument()))
            {
                return 0;
            }
        }

        return first == 0 ? _nodes.Add(NodeKind.List) : first;
    }

    private int ReadInitializerList(int type)
    {
        int items = ReadExpressions((byte)'E');
        return items == 0 ? 0 : _nodes.Add(NodeKind.InitializerList, type, items);
    }

    // A name in a scope: a type, or names up to an E.
    private int ReadResolved()
    {
        bool hasType = !char.IsAsciiDigit((char)Current);
        bool hasNames = !hasType || TryTake((byte)'N');
        int scope = hasType ? ReadType() : 0;
        if (hasType && !hasNames)
        {
            return scope == 0 ? 0 : Qualify(scope, ReadNameWithArguments());
        }

        for (bool isLast = false; !(hasType && scope == 0) && !isLast;)
        {
            isLast = TryTake((byte)'E');
            scope = Qualify(scope, ReadUnqualifiedName(0));
            hasType = true;
            if (scope != 0 && Current == 'I')
            {
                scope = Add(NodeKind.Template, scope, ReadTemplateArguments());
            }
        }

        return scope;
    }

    private int ReadNameWithArguments()
    {
        int name = ReadUnqualifiedName(0);
        return name == 0 || Current != 'I' ? name : Add(NodeKind.Template, name, ReadTemplateArguments());
    }

    private int ReadFunctionParameter()
    {
        if (TryTake((byte)'T'))
        {
            return _nodes.Add(NodeKind.FunctionParameter, 0, 0, -1);
        }

        while (Current is (byte)'r' or (byte)'V' or (byte)'K')
        {
            _position++;
        }

        int number = ReadCompactNumber();
        return number < 0 ? 0 : _nodes.Add(NodeKind.FunctionParameter, 0, 0, number);
    }

    private int ReadPrimary()
    {
        if (!TryEnter())
        {
            return 0;
        }

        _position++;
        int node;
        if (Current == '_' || Current == 'Z')
        {
            TryTake((byte)'_');
            node = TryTake((byte)'Z') ? ReadEncoding(isOutermost: false) : 0;
        }
        else
        {
            node = ReadLiteral();
        }

        return Leave(node != 0 && TryTake((byte)'E') ? node : 0);
    }

    private int ReadLiteral()
    {
        int type = ReadType();
        if (type == 0)
        {
            return 0;
        }

        // A null pointer and a string have no value.
        if (Current == 'E' && _nodes[type].Kind != NodeKind.FunctionType)
        {
            return type;
        }

        int isNegative = TryTake((byte)'n') ? 1 : 0;
        int start = _position;
        while (Current is not (0 or (byte)'E'))
        {
            _position++;
        }

        int value = _nodes.Add(NodeKind.Identifier, start, _position - start);
        return start == _position ? 0 : _nodes.Add(NodeKind.Literal, type, value, isNegative);
    }
}
