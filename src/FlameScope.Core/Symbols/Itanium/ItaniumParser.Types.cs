namespace FlameScope.Symbols.Itanium;

/// <summary>Types.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadType()
    {
        if (!TryEnter())
        {
            return 0;
        }

        // Of several qualifiers in a row only the type with all of them can be substituted.
        return Leave(IsAtQualifier() ? AddSubstitution(ReadQualifiedType()) : ReadUnqualifiedType());
    }

    private readonly bool IsAtQualifier() =>
        Current is (byte)'r' or (byte)'V' or (byte)'K' || (Current == 'D' && Next is (byte)'x' or (byte)'o' or (byte)'O' or (byte)'w');

    private int ReadQualifiedType()
    {
        if (!TryEnter())
        {
            return 0;
        }

        byte letter = Current;
        int specification = 0;
        _position++;
        if (letter == 'D')
        {
            letter = Current;
            _position++;
            specification = letter switch
            {
                (byte)'O' => ReadExpression(),
                (byte)'w' => ReadParameters(),
                _ => 0,
            };
            if ((letter is (byte)'O' or (byte)'w') && (specification == 0 || !TryTake((byte)'E')))
            {
                return Leave(0);
            }
        }

        int type = IsAtQualifier() ? ReadQualifiedType() : Current == 'F' ? ReadFunctionType() : ReadType();
        if (type == 0)
        {
            return Leave(0);
        }

        return Leave(AddQualifier(type, letter, specification));
    }

    private readonly int AddQualifier(int type, byte letter, int specification)
    {
        Node node = _nodes[type];
        if (node.Kind is not (NodeKind.FunctionType or NodeKind.FunctionQualifier))
        {
            return letter is (byte)'r' or (byte)'V' or (byte)'K' ? _nodes.Add(NodeKind.Qualifier, type, 0, letter) : 0;
        }

        // What says how a function may be called on references comes last in print.
        if (node.Kind == NodeKind.FunctionQualifier && node.Number is 'R' or 'O')
        {
            int inner = _nodes.Add(NodeKind.FunctionQualifier, node.Left, specification, letter);
            return _nodes.Add(NodeKind.FunctionQualifier, inner, 0, node.Number);
        }

        return _nodes.Add(NodeKind.FunctionQualifier, type, specification, letter);
    }

    private int ReadUnqualifiedType()
    {
        byte current = Current;
        int builtin = BuiltinTable.Find(current);
        if (builtin >= 0)
        {
            _position++;
            return _nodes.Add(NodeKind.Builtin, builtin);
        }

        switch (current)
        {
            case (byte)'u':
                _position++;
                int name = ReadIdentifier();
                int arguments = name != 0 && Current == 'I' ? ReadTemplateArguments() : 0;
                return name == 0 ? 0 : AddSubstitution(_nodes.Add(NodeKind.VendorType, name, arguments));
            case (byte)'F':
                return AddSubstitution(ReadFunctionType());
            case (byte)'A':
                return AddSubstitution(ReadArray());
            case (byte)'M':
                _position++;
                int owner = ReadType();
                return owner == 0 ? 0 : AddSubstitution(Add(NodeKind.MemberPointer, owner, ReadType()));
            case (byte)'T':
                return ReadParameterType();
            case (byte)'S':
                return ReadSubstitutedType();
            case (byte)'P':
                return ReadWrapped(NodeKind.Pointer);
            case (byte)'R':
                return ReadWrapped(NodeKind.LvalueReference);
            case (byte)'O':
                return ReadWrapped(NodeKind.RvalueReference);
            case (byte)'C' or (byte)'G':
                _position++;
                int part = ReadType();
                return part == 0 ? 0 : AddSubstitution(_nodes.Add(NodeKind.Qualifier, part, 0, current));
            case (byte)'U' when Next is not ((byte)'l' or (byte)'t'):
                return ReadVendorQualified();
            case (byte)'D':
                return ReadTypeAfterD();
            default:
                return AddSubstitution(ReadName());
        }
    }

    private int ReadWrapped(NodeKind kind)
    {
        _position++;
        return AddSubstitution(Add(kind, ReadType()));
    }

    private int ReadVendorQualified()
    {
        _position++;
        int name = ReadIdentifier();
        if (name != 0 && Current == 'I')
        {
            name = Add(NodeKind.Template, name, ReadTemplateArguments());
        }

        return name == 0 ? 0 : AddSubstitution(Add(NodeKind.VendorQualifier, ReadType(), name));
    }

    private int ReadParameterType()
    {
        int parameter = AddSubstitution(ReadTemplateParameter());
        if (parameter == 0 || Current != 'I')
        {
            return parameter;
        }

        // In a conversion the arguments are those of the operator, unless more arguments follow.
        (int position, int substitutions) = (_position, _nodes.SubstitutionCount);
        int arguments = ReadTemplateArguments();
        if (_inConversion && Current != 'I')
        {
            _position = position;
            _nodes.TruncateSubstitutions(substitutions);
            return parameter;
        }

        return AddSubstitution(Add(NodeKind.Template, parameter, arguments));
    }

    private int ReadTemplateParameter()
    {
        _position++;
        int number = ReadCompactNumber();
        return number < 0 ? 0 : _nodes.Add(NodeKind.TemplateParameter, 0, 0, number);
    }

    private int ReadSubstitutedType()
    {
        if (Next == '_' || char.IsAsciiDigit((char)Next) || char.IsAsciiLetterUpper((char)Next))
        {
            int node = ReadSubstitution(isPrefix: false);
            return node == 0 || Current != 'I' ? node : AddSubstitution(Add(NodeKind.Template, node, ReadTemplateArguments()));
        }

        int name = ReadName();
        return name != 0 && _nodes[name].Kind == NodeKind.Known ? name : AddSubstitution(name);
    }

    private int ReadTypeAfterD()
    {
        byte letter = Next;
        int builtin = BuiltinTable.FindAfterD(letter);
        if (builtin >= 0)
        {
            _position += 2;
            return _nodes.Add(NodeKind.Builtin, builtin);
        }

        switch (letter)
        {
            case (byte)'t' or (byte)'T':
                _position += 2;
                int type = Add(NodeKind.Decltype, ReadExpression());
                return type != 0 && TryTake((byte)'E') ? AddSubstitution(type) : 0;
            case (byte)'p':
                _position += 2;
                return AddSubstitution(Add(NodeKind.PackExpansion, ReadType()));
            case (byte)'v':
                return ReadVector();
            case (byte)'F':
                _position += 2;
                int bits = ReadNumber();
                if (TryTake((byte)'b'))
                {
                    return _nodes.Add(NodeKind.FloatN, 0, 0, -bits);
                }

                bool isExtended = TryTake((byte)'x');
                return bits > 0 && (isExtended || TryTake((byte)'_')) ? _nodes.Add(NodeKind.FloatN, isExtended ? 1 : 0, 0, bits) : 0;
            default:
                return 0;
        }
    }

    private int ReadVector()
    {
        _position += 2;
        int length = TryTake((byte)'_') ? ReadExpression() : ReadDigits();
        return length == 0 || !TryTake((byte)'_') ? 0 : AddSubstitution(Add(NodeKind.Vector, ReadType(), length));
    }

    private int ReadArray()
    {
        _position++;
        int length = 0;
        if (Current != '_')
        {
            length = char.IsAsciiDigit((char)Current) ? ReadDigits() : ReadExpression();
            if (length == 0)
            {
                return 0;
            }
        }

        if (!TryTake((byte)'_'))
        {
            return 0;
        }

        int element = ReadType();
        return element == 0 ? 0 : _nodes.Add(NodeKind.Array, element, length);
    }

    private int ReadDigits()
    {
        int start = _position;
        while (char.IsAsciiDigit((char)Current))
        {
            _position++;
        }

        return _position == start ? 0 : _nodes.Add(NodeKind.Identifier, start, _position - start);
    }
}
