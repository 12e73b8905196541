namespace FlameScope.Symbols.Itanium;

/// <summary>Functions, data, what the compiler makes for them, and names that are local to a function.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadEncoding(bool isOutermost)
    {
        if (!TryEnter())
        {
            return 0;
        }

        return Leave(Current is (byte)'G' or (byte)'T' ? ReadSpecialName() : ReadFunctionOrData(isOutermost));
    }

    private int ReadFunctionOrData(bool isOutermost)
    {
        int name = ReadName();
        if (name == 0 || isOutermost || Current is 0 or (byte)'E')
        {
            return name;
        }

        int type = ReadBareFunctionType(HasReturnType(name));
        return Add(NodeKind.Function, name, type);
    }

    // The qualifiers of the hidden parameter of a function whose parameters are not printed.
    private readonly int WithoutQualifiers(int name)
    {
        while (name != 0 && _nodes[name].Kind == NodeKind.MemberQualifier)
        {
            name = _nodes[name].Left;
        }

        if (name != 0 && _nodes[name].Kind == NodeKind.Local)
        {
            _nodes.SetRight(name, WithoutQualifiers(_nodes[name].Right));
        }

        return name;
    }

    private readonly bool HasReturnType(int name)
    {
        Node node = _nodes[name];
        return node.Kind switch
        {
            NodeKind.Template => !NeverHasReturnType(node.Left),
            NodeKind.Local => HasReturnType(node.Right),
            NodeKind.MemberQualifier => HasReturnType(node.Left),
            _ => false,
        };
    }

    private readonly bool NeverHasReturnType(int name)
    {
        Node node = _nodes[name];
        return node.Kind switch
        {
            NodeKind.Qualified or NodeKind.Local => NeverHasReturnType(node.Right),
            NodeKind.AbiTag => NeverHasReturnType(node.Left),
            NodeKind.Constructor or NodeKind.Destructor or NodeKind.Conversion => true,
            _ => false,
        };
    }

    private int ReadSpecialName()
    {
        byte first = Current;
        byte second = Next;
        _position = Math.Min(_position + 2, _input.Length);
        return first == 'T' ? ReadTypeRelated(second) : ReadDataRelated(second);
    }

    private int ReadTypeRelated(byte letter)
    {
        switch (letter)
        {
            case (byte)'V':
                return Special(KnownText.Vtable, ReadType());
            case (byte)'T':
                return Special(KnownText.Vtt, ReadType());
            case (byte)'I':
                return Special(KnownText.TypeInfo, ReadType());
            case (byte)'S':
                return Special(KnownText.TypeInfoName, ReadType());
            case (byte)'F':
                return Special(KnownText.TypeInfoFunction, ReadType());
            case (byte)'J':
                return Special(KnownText.JavaClass, ReadType());
            case (byte)'A':
                return Special(KnownText.TemplateObject, ReadTemplateArgument());
            case (byte)'H':
                return Special(KnownText.ThreadLocalInit, ReadName());
            case (byte)'W':
                return Special(KnownText.ThreadLocalWrapper, ReadName());
            case (byte)'h':
                return TryReadOffset((byte)'h') ? Special(KnownText.NonVirtualThunk, ReadEncoding(isOutermost: false)) : 0;
            case (byte)'v':
                return TryReadOffset((byte)'v') ? Special(KnownText.VirtualThunk, ReadEncoding(isOutermost: false)) : 0;
            case (byte)'c':
                return TryReadOffset() && TryReadOffset() ? Special(KnownText.CovariantThunk, ReadEncoding(isOutermost: false)) : 0;
            case (byte)'C':
                int derived = ReadType();
                if (derived == 0 || ReadNumber() < 0 || !TryTake((byte)'_'))
                {
                    return 0;
                }

                return Add(NodeKind.ConstructionVtable, ReadType(), derived);
            default:
                return 0;
        }
    }

    private int ReadDataRelated(byte letter)
    {
        switch (letter)
        {
            case (byte)'V':
                return Special(KnownText.Guard, ReadName());
            case (byte)'A':
                return Special(KnownText.HiddenAlias, ReadEncoding(isOutermost: false));
            case (byte)'R':
                int name = ReadName();
                int number = ReadNumber();
                return name == 0 || number < 0 ? 0 : _nodes.Add(NodeKind.Special, name, number, KnownText.ReferenceTemporary);
            case (byte)'T':
                int text = TryTake((byte)'n') ? KnownText.NonTransactionClone : KnownText.TransactionClone;
                _position += text == KnownText.TransactionClone && _position < _input.Length ? 1 : 0;
                return Special(text, ReadEncoding(isOutermost: false));
            case (byte)'I':
                return Special(KnownText.ModuleInitializer, ReadModule());
            default:
                return 0;
        }
    }

    private readonly int Special(int text, int target) => target == 0 ? 0 : _nodes.Add(NodeKind.Special, target, 0, text);

    private bool TryReadOffset() => TryTake((byte)'h') ? TryReadOffset((byte)'h') : TryTake((byte)'v') && TryReadOffset((byte)'v');

    private bool TryReadOffset(byte letter)
    {
        ReadNumber();
        if (letter == 'v')
        {
            if (!TryTake((byte)'_'))
            {
                return false;
            }

            ReadNumber();
        }

        return TryTake((byte)'_');
    }

    private int ReadLocalName()
    {
        _position++;
        int function = ReadEncoding(isOutermost: false);
        if (function == 0 || !TryTake((byte)'E'))
        {
            return 0;
        }

        if (TryTake((byte)'s'))
        {
            TryReadDiscriminator();
            return _nodes.Add(NodeKind.Local, function, _nodes.Add(NodeKind.Known, KnownText.StringLiteral));
        }

        int argument = -1;
        if (TryTake((byte)'d') && (argument = ReadCompactNumber()) < 0)
        {
            return 0;
        }

        int entity = ReadName();
        if (entity == 0)
        {
            return 0;
        }

        // Types without a name and lambdas have a number already.
        if (_nodes[entity].Kind is not (NodeKind.Lambda or NodeKind.Unnamed) && !TryReadDiscriminator())
        {
            return 0;
        }

        if (argument >= 0)
        {
            entity = _nodes.Add(NodeKind.DefaultArgument, entity, 0, argument);
        }

        return _nodes.Add(NodeKind.Local, function, entity);
    }

    // _ and a digit, or a number of more digits between two _ and one.
    private bool TryReadDiscriminator()
    {
        if (!TryTake((byte)'_'))
        {
            return true;
        }

        bool isLong = TryTake((byte)'_');
        int number = ReadNumber();
        return number >= 0 && (!isLong || number < 10 || TryTake((byte)'_'));
    }
}
