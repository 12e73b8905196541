namespace FlameScope.Symbols.Itanium;

/// <summary>Names: nested ones, their parts, and substitutions.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadName()
    {
        if (!TryEnter())
        {
            return 0;
        }

        return Leave(Current switch
        {
            (byte)'N' => ReadNestedName(),
            (byte)'Z' => ReadLocalName(),
            _ => ReadUnscopedName(),
        });
    }

    private int ReadUnscopedName()
    {
        int name;
        bool isSubstitution = false;
        if (TryTake((byte)'S', (byte)'t'))
        {
            name = Qualify(_nodes.Add(NodeKind.Known, KnownText.Std), ReadUnqualifiedName(0));
        }
        else if (Current == 'S')
        {
            name = ReadSubstitution(isPrefix: false);
            isSubstitution = true;
        }
        else
        {
            name = ReadUnqualifiedName(0);
        }

        if (name == 0 || Current != 'I')
        {
            return name;
        }

        if (!isSubstitution)
        {
            _nodes.AddSubstitution(name);
        }

        return Add(NodeKind.Template, name, ReadTemplateArguments());
    }

    private int ReadNestedName()
    {
        _position++;
        int qualifiersStart = _position;
        while (Current is (byte)'r' or (byte)'V' or (byte)'K')
        {
            _position++;
        }

        int qualifiersEnd = _position;
        byte reference = Current is (byte)'R' or (byte)'O' ? Current : (byte)0;
        _position += reference == 0 ? 0 : 1;
        int name = ReadPrefix();
        if (name == 0 || !TryTake((byte)'E'))
        {
            return 0;
        }

        // Printed from the innermost, so in the opposite order.
        for (int i = qualifiersEnd - 1; i >= qualifiersStart; i--)
        {
            name = _nodes.Add(NodeKind.MemberQualifier, name, 0, _input[i]);
        }

        return reference == 0 ? name : _nodes.Add(NodeKind.MemberQualifier, name, 0, reference);
    }

    private int ReadPrefix()
    {
        int prefix = 0;
        while (true)
        {
            bool canSubstitute = true;
            switch (Current)
            {
                case 0:
                    return 0;
                case (byte)'E':
                    return prefix;
                case (byte)'S' when prefix == 0 && Next == 't':
                    _position += 2;
                    prefix = _nodes.Add(NodeKind.Known, KnownText.Std);
                    canSubstitute = false;
                    break;
                case (byte)'S' when prefix == 0:
                    prefix = ReadSubstitution(isPrefix: true);
                    canSubstitute = false;
                    break;
                case (byte)'I':
                    prefix = Add(NodeKind.Template, prefix, ReadTemplateArguments());
                    break;
                case (byte)'T':
                    prefix = Qualify(prefix, ReadTemplateParameter());
                    break;
                case (byte)'D' when Next is (byte)'T' or (byte)'t':
                    prefix = Qualify(prefix, ReadType());
                    canSubstitute = false;
                    break;
                case (byte)'M':
                    // The prefix is a member that a lambda initialises; it is counted already.
                    _position++;
                    canSubstitute = false;
                    break;
                default:
                    prefix = Qualify(prefix, ReadUnqualifiedName(prefix));
                    break;
            }

            if (prefix == 0)
            {
                return 0;
            }

            if (canSubstitute && Current != 'E')
            {
                _nodes.AddSubstitution(prefix);
            }
        }
    }

    private readonly int Qualify(int prefix, int name) => prefix == 0 || name == 0 ? name : _nodes.Add(NodeKind.Qualified, prefix, name);

    private int ReadUnqualifiedName(int scope)
    {
        if (!TryEnter())
        {
            return 0;
        }

        int module = Current == 'W' ? ReadModule() : 0;
        int name = ReadWithoutTags(scope);
        if (name != 0 && module != 0)
        {
            name = _nodes.Add(NodeKind.ModuleEntity, module, name);
        }

        while (name != 0 && TryTake((byte)'B'))
        {
            name = Add(NodeKind.AbiTag, name, ReadTag());
        }

        return Leave(name);
    }

    private int ReadWithoutTags(int scope)
    {
        byte current = Current;
        if (char.IsAsciiDigit((char)current))
        {
            return ReadIdentifier();
        }

        if (TryTake((byte)'L'))
        {
            int name = ReadIdentifier();
            return name != 0 && TryReadDiscriminator() ? name : 0;
        }

        if (TryTake((byte)'D', (byte)'C'))
        {
            return ReadStructuredBinding();
        }

        return current switch
        {
            (byte)'C' or (byte)'D' => ReadConstructorOrDestructor(scope),
            (byte)'U' => ReadUnnamed(),
            // No function is named by typeid.
            (byte)'t' when Next is (byte)'e' or (byte)'i' => 0,
            _ => ReadOperatorName(),
        };
    }

    private int ReadIdentifier()
    {
        if (!char.IsAsciiDigit((char)Current))
        {
            return 0;
        }

        int length = ReadNumber();
        if (length <= 0 || length > _input.Length - _position)
        {
            return 0;
        }

        int node = _nodes.Add(NodeKind.Identifier, _position, length);
        _position += length;
        _lastName = node;
        return node;
    }

    private int ReadTag()
    {
        int name = _lastName;
        int tag = ReadIdentifier();
        _lastName = name;
        return tag;
    }

    private int ReadOperatorName()
    {
        TryTake((byte)'o', (byte)'n');
        if (TryTake((byte)'c', (byte)'v'))
        {
            bool wasInConversion = _inConversion;
            _inConversion = true;
            int type = ReadType();
            _inConversion = wasInConversion;
            return Add(NodeKind.Conversion, type);
        }

        if (TryTake((byte)'l', (byte)'i'))
        {
            int literal = ReadIdentifier();
            return literal == 0 ? 0 : _nodes.Add(NodeKind.NamedOperator, literal, 1);
        }

        if (Current == 'v' && char.IsAsciiDigit((char)Next))
        {
            _position += 2;
            return Add(NodeKind.NamedOperator, ReadIdentifier());
        }

        int row = OperatorTable.Find(Current, Next);
        if (row < 0)
        {
            return 0;
        }

        _position += 2;
        return _nodes.Add(NodeKind.Operator, row);
    }

    private int ReadConstructorOrDestructor(int scope)
    {
        bool isConstructor = Current == 'C';
        _position++;
        bool isInherited = isConstructor && TryTake((byte)'I');
        if (scope == 0 || !(isConstructor ? Current is >= (byte)'1' and <= (byte)'5' : Current is >= (byte)'0' and <= (byte)'5' and not (byte)'3'))
        {
            return 0;
        }

        _position++;
        if (isInherited && ReadType() == 0)
        {
            return 0;
        }

        // perf takes the last name it saw for that of the class, even where it is one of a function's parameters.
        return Add(isConstructor ? NodeKind.Constructor : NodeKind.Destructor, _lastName);
    }
}
