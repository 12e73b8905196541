namespace FlameScope.Symbols.Itanium;

/// <summary>Lambdas, types without a name, structured bindings and modules.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadUnnamed()
    {
        if (TryTake((byte)'U', (byte)'t'))
        {
            int number = ReadCompactNumber();
            return number < 0 ? 0 : AddSubstitution(_nodes.Add(NodeKind.Unnamed, 0, 0, number));
        }

        return TryTake((byte)'U', (byte)'l') ? ReadLambda() : 0;
    }

    private int ReadLambda()
    {
        int head = 0;
        if (Current == 'T' && Next is (byte)'y' or (byte)'n' or (byte)'t' or (byte)'p' && (head = ReadTemplateHead()) == 0)
        {
            return 0;
        }

        int parameters = ReadParameters();
        if (parameters == 0 || !TryTake((byte)'E'))
        {
            return 0;
        }

        int number = ReadCompactNumber();
        return number < 0 ? 0 : _nodes.Add(NodeKind.Lambda, head, parameters, number);
    }

    private int ReadTemplateHead()
    {
        int first = 0;
        int last = 0;
        for (int place = 0; Current == 'T' && Next is (byte)'y' or (byte)'n' or (byte)'t' or (byte)'p'; place++)
        {
            if (!TryAppend(ref first, ref last, ReadHeadParameter(place)))
            {
                return 0;
            }
        }

        return first;
    }

    private int ReadHeadParameter(int place)
    {
        if (!TryEnter())
        {
            return 0;
        }

        byte letter = Next;
        _position += 2;
        int node;
        switch (letter)
        {
            case (byte)'y':
                node = _nodes.Add(NodeKind.LambdaTemplateParameter, 0, 0, place);
                break;
            case (byte)'n':
                int type = ReadType();
                node = type == 0 ? 0 : _nodes.Add(NodeKind.LambdaTemplateParameter, type, 0, place);
                break;
            case (byte)'t':
                int head = ReadTemplateHead();
                node = head == 0 || !TryTake((byte)'E') ? 0 : _nodes.Add(NodeKind.LambdaTemplateParameter, head, 1, place);
                break;
            default:
                node = Current == 'T' && Next is (byte)'y' or (byte)'n' or (byte)'t'
                    ? Add(NodeKind.LambdaTemplatePack, ReadHeadParameter(place))
                    : 0;
                break;
        }

        return Leave(node);
    }

    private int ReadStructuredBinding()
    {
        int first = 0;
        int last = 0;
        do
        {
            if (!TryAppend(ref first, ref last, ReadIdentifier()))
            {
                return 0;
            }
        }
        while (!TryTake((byte)'E'));
        return _nodes.Add(NodeKind.StructuredBinding, first);
    }

    private int ReadModule()
    {
        int module = 0;
        while (TryTake((byte)'W'))
        {
            int isPartition = TryTake((byte)'P') ? 1 : 0;
            int name = ReadIdentifier();
            if (name == 0)
            {
                return 0;
            }

            module = AddSubstitution(_nodes.Add(NodeKind.Module, module, name, isPartition));
        }

        return module;
    }
}
