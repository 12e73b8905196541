namespace FlameScope.Symbols.Itanium;

/// <summary>Types of functions, and template arguments.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadFunctionType()
    {
        if (!TryEnter())
        {
            return 0;
        }

        _position++;
        TryTake((byte)'Y');
        int type = ReadBareFunctionType(hasReturnType: true);
        if (type != 0 && Current is (byte)'R' or (byte)'O')
        {
            type = _nodes.Add(NodeKind.FunctionQualifier, type, 0, Current);
            _position++;
        }

        return Leave(type != 0 && TryTake((byte)'E') ? type : 0);
    }

    private int ReadBareFunctionType(bool hasReturnType)
    {
        int result = 0;
        if (TryTake((byte)'J'))
        {
            hasReturnType = true;
        }

        if (hasReturnType && (result = ReadType()) == 0)
        {
            return 0;
        }

        int parameters = ReadParameters();
        return parameters == 0 ? 0 : _nodes.Add(NodeKind.FunctionType, result, parameters);
    }

    private int ReadParameters()
    {
        int first = 0;
        int last = 0;
        while (Current is not (0 or (byte)'E' or (byte)'.') && !(Current is (byte)'R' or (byte)'O' && Next == 'E'))
        {
            if (!TryAppend(ref first, ref last, ReadType()))
            {
                return 0;
            }
        }

        // No parameters are written as one of the type void.
        if (first != 0 && first == last && _nodes[_nodes[first].Left] is { Kind: NodeKind.Builtin } only && BuiltinTable.At(only.Left).Code == "v")
        {
            return _nodes.Add(NodeKind.List);
        }

        return first;
    }

    private int ReadTemplateArguments()
    {
        if (!TryEnter())
        {
            return 0;
        }

        _position++;
        // What is said here of a conversion is not said of the one around.
        bool wasInConversion = _inConversion;
        _inConversion = false;
        int name = _lastName;
        int first = 0;
        int last = 0;
        while (!TryTake((byte)'E'))
        {
            if (!TryAppend(ref first, ref last, ReadTemplateArgument()))
            {
                return Leave(0);
            }
        }

        _inConversion = wasInConversion;
        _lastName = name;
        return Leave(first == 0 ? _nodes.Add(NodeKind.List) : first);
    }

    private int ReadTemplateArgument()
    {
        switch (Current)
        {
            case (byte)'X':
                _position++;
                int expression = ReadExpression();
                return TryTake((byte)'E') ? expression : 0;
            case (byte)'L':
                return ReadPrimary();
            case (byte)'I' or (byte)'J':
                return Add(NodeKind.ArgumentPack, ReadTemplateArguments());
            default:
                return ReadType();
        }
    }
}
