namespace FlameScope.Symbols.Itanium;

/// <summary>Functions and lambdas.</summary>
internal ref partial struct ItaniumPrinter
{
    private void PrintLambda(Node node)
    {
        _text.Append("{lambda"u8);
        int outerHead = _lambdaHead;
        _lambdaHead = node.Left;
        _lambdaDepth++;
        if (node.Left != 0)
        {
            _text.Append((byte)'<');
            PrintList(node.Left);
            _text.Append((byte)'>');
        }

        PrintInParentheses(node.Right);
        _lambdaDepth--;
        _lambdaHead = outerHead;
        PrintNumbered("#"u8, node.Number);
    }

    private void PrintHeadParameter(Node node, bool isPack)
    {
        bool isTemplate = node.Right != 0;
        if (isTemplate)
        {
            _text.Append("template<"u8);
            PrintList(node.Left);
            _text.Append("> class"u8);
        }
        else if (node.Left == 0)
        {
            _text.Append("typename"u8);
        }
        else
        {
            Print(node.Left);
        }

        _text.Append(isPack ? "..."u8 : ""u8);
        _text.Append((byte)' ');
        PrintHeadName(node);
    }

    private readonly void PrintHeadName(Node node)
    {
        _text.Append(node.Right != 0 ? "$TT"u8 : node.Left == 0 ? "$T"u8 : "$N"u8);
        _text.Append((ulong)node.Number);
    }

    private void PrintFunction(Node node, bool hasReturnType)
    {
        // Qualifiers of the hidden parameter come after the others, those of a local function, too.
        int name = node.Left;
        int local = 0;
        int qualifiers = 0;
        for (Node inner = _nodes[name]; ; inner = _nodes[name])
        {
            if (inner.Kind == NodeKind.MemberQualifier)
            {
                qualifiers = qualifiers == 0 ? name : qualifiers;
                name = inner.Left;
            }
            else if (inner.Kind == NodeKind.Local && local == 0 && _nodes[inner.Right].Kind == NodeKind.MemberQualifier)
            {
                local = name;
                name = inner.Right;
            }
            else
            {
                break;
            }
        }

        int outer = _scope;
        int template = _nodes[name].Kind == NodeKind.Local ? _nodes[name].Right : name;
        bool isTemplate = _nodes[template].Kind == NodeKind.Template;
        Node type = _nodes[node.Right];
        bool printsResult = hasReturnType && type.Left != 0 && local == 0;
        if (isTemplate)
        {
            PushScope(_nodes[template].Right);
        }

        if (printsResult)
        {
            PrintLeft(type.Left, isSpaced: false);
            if (!HasRight(type.Left))
            {
                _text.Append((byte)' ');
            }
        }

        int inside = _scope;
        _scope = outer;
        if (local != 0)
        {
            PrintLocal(_nodes[local] with { Right = name });
        }
        else
        {
            Print(name);
        }

        _scope = inside;
        PrintInParentheses(type.Right);
        PrintMemberQualifiers(qualifiers);
        if (printsResult)
        {
            PrintRight(type.Left);
        }

        _scope = outer;
    }

    private readonly void PrintMemberQualifiers(int id)
    {
        if (id != 0 && _nodes[id].Kind == NodeKind.MemberQualifier)
        {
            PrintMemberQualifiers(_nodes[id].Left);
            _text.Append(QualifierText(_nodes[id].Number));
        }
    }
}
