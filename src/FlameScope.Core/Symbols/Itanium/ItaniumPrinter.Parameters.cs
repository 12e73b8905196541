namespace FlameScope.Symbols.Itanium;

/// <summary>Template parameters and the arguments they stand for, packs, and what kind of type something is in the end.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PushScope(int arguments) => _scope = _scopes.Add(arguments, _scope);

    // Whether a template parameter stands for an argument, which one, and the scope to print it in.
    private readonly bool ArgumentOf(Node parameter, out int argument, out int outer)
    {
        argument = 0;
        outer = -1;
        if (_scope < 0 || _lambdaDepth > 0)
        {
            return false;
        }

        TemplateScopes.Scope scope = _scopes[_scope];
        outer = scope.Outer;
        argument = ItemOf(scope.Arguments, parameter.Number);
        if (argument != 0 && _nodes[argument].Kind == NodeKind.ArgumentPack)
        {
            argument = ItemOf(_nodes[argument].Left, _packItem);
        }

        return argument != 0;
    }

    private readonly int ItemOf(int list, int number)
    {
        for (; list != 0; list = _nodes[list].Right, number--)
        {
            if (number == 0)
            {
                return _nodes[list].Left;
            }
        }

        return 0;
    }

    // The parameters of a lambda are its own: they stand for no argument.
    private void PrintUnboundParameter(Node parameter)
    {
        if (_lambdaDepth == 0)
        {
            _hasFailed = true;
            return;
        }

        int head = ItemOf(_lambdaHead, parameter.Number);
        if (head != 0)
        {
            Node declared = _nodes[head];
            PrintHeadName(declared.Kind == NodeKind.LambdaTemplatePack ? _nodes[declared.Left] : declared);
            return;
        }

        _text.Append("auto:"u8);
        _text.Append((ulong)parameter.Number + 1);
    }

    private void PrintExpansion(int pattern)
    {
        int pack = _lambdaDepth > 0 ? 0 : PackOf(pattern);
        if (pack == 0)
        {
            // No pack, or only one of function parameters: the pattern says it all.
            PrintOperand(pattern);
            _text.Append("..."u8);
            return;
        }

        int outer = _packItem;
        int count = CountOf(pack);
        for (_packItem = 0; _packItem < count && !_hasFailed; _packItem++)
        {
            _text.Append(_packItem == 0 ? ""u8 : ", "u8);
            Print(pattern);
        }

        _packItem = outer;
    }

    private readonly int CountOf(int list)
    {
        int count = 0;
        for (; list != 0 && _nodes[list].Left != 0; list = _nodes[list].Right)
        {
            count++;
        }

        return count;
    }

    // The list of the first pack that a pattern names; 0 where there is none.
    private int PackOf(int id)
    {
        if (id == 0 || !TryEnter())
        {
            return 0;
        }

        Node node = _nodes[id];
        int pack = 0;
        switch (node.Kind)
        {
            case NodeKind.TemplateParameter:
                int argument = _scope < 0 ? 0 : ItemOf(_scopes[_scope].Arguments, node.Number);
                pack = argument != 0 && _nodes[argument].Kind == NodeKind.ArgumentPack ? _nodes[argument].Left : 0;
                break;
            case NodeKind.PackExpansion or NodeKind.Identifier or NodeKind.Known or NodeKind.Operator or NodeKind.Builtin
                or NodeKind.NamedOperator or NodeKind.Lambda or NodeKind.Unnamed or NodeKind.DefaultArgument or NodeKind.FunctionParameter or NodeKind.Special
                or NodeKind.FloatN or NodeKind.LambdaTemplateParameter or NodeKind.LambdaTemplatePack:
                break;
            default:
                pack = PackOf(node.Left);
                pack = pack != 0 ? pack : PackOf(node.Right);
                break;
        }

        _depth--;
        return pack;
    }

    // The function type that something is: 0 where it is none.
    private readonly int FunctionOf(int id) => Resolve(id, NodeKind.FunctionType, NodeKind.FunctionQualifier);

    private readonly bool IsArray(int id) => ArrayOf(id) != 0;

    // The array that something is, qualified or not: 0 where it is none.
    private readonly int ArrayOf(int id) => Resolve(id, NodeKind.Array, NodeKind.Qualifier);

    // Looks through qualifiers and template parameters for a kind of type; 0 where something else comes first.
    private readonly int Resolve(int id, NodeKind wanted, NodeKind qualifier)
    {
        for (int scope = _scope, step = 0; step < MaxDepth; step++)
        {
            Node node = _nodes[id];
            if (node.Kind == wanted)
            {
                return id;
            }

            if (node.Kind == qualifier)
            {
                id = node.Left;
                continue;
            }

            ItaniumPrinter inside = this;
            inside._scope = scope;
            if (node.Kind != NodeKind.TemplateParameter || !inside.ArgumentOf(node, out id, out scope))
            {
                return 0;
            }
        }

        return 0;
    }

    // Whether a type has a right part.
    private readonly bool HasRight(int id)
    {
        ItaniumPrinter inside = this;
        for (int step = 0; step < MaxDepth; step++)
        {
            Node node = inside._nodes[id];
            switch (node.Kind)
            {
                case NodeKind.FunctionType or NodeKind.FunctionQualifier or NodeKind.Array:
                    return true;
                case NodeKind.Pointer or NodeKind.LvalueReference or NodeKind.RvalueReference or NodeKind.Qualifier
                    or NodeKind.VendorQualifier or NodeKind.Vector:
                    id = node.Left;
                    break;
                case NodeKind.MemberPointer:
                    id = node.Right;
                    break;
                case NodeKind.TemplateParameter:
                    if (!inside.ArgumentOf(node, out id, out int outer))
                    {
                        return false;
                    }

                    inside._scope = outer;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
