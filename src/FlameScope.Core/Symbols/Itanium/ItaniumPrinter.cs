namespace FlameScope.Symbols.Itanium;

/// <summary>Writes the nodes of a C++ name as perf prints them.</summary>
/// <remarks>
/// Substitutions share nodes, so a short name can stand for a text without bound: the text, the depth and the number of
/// steps are bounded, and what goes beyond fails.
/// </remarks>
internal ref partial struct ItaniumPrinter
{
    private const int MaxDepth = 512;
    private const int MaxSteps = 1 << 18;

    private readonly ReadOnlySpan<byte> _input;
    private readonly NodeTable _nodes;
    private readonly NameText _text;
    private readonly TemplateScopes _scopes;
    private int _scope;
    private int _templateArguments;
    private int _lambdaHead;
    private int _packItem;
    private int _qualifiers;
    private int _lambdaDepth;
    private int _depth;
    private int _steps;
    private bool _hasFailed;

    /// <param name="input">The mangled name that the nodes were read from.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="text">Where the name goes.</param>
    /// <param name="scopes">Room for the template arguments in scope.</param>
    public ItaniumPrinter(ReadOnlySpan<byte> input, NodeTable nodes, NameText text, TemplateScopes scopes)
    {
        _input = input;
        _nodes = nodes;
        _text = text;
        _scopes = scopes;
        _scopes.Clear();
        _scope = -1;
    }

    /// <summary>Writes a name; false where it has no meaning, or is too long.</summary>
    public bool TryPrint(int root)
    {
        Print(root);
        return !_hasFailed && !_text.IsTooLong;
    }

    private void Print(int id)
    {
        if (!TryEnter())
        {
            return;
        }

        Node node = _nodes[id];
        switch (node.Kind)
        {
            case NodeKind.Pointer or NodeKind.LvalueReference or NodeKind.RvalueReference or NodeKind.Qualifier
                or NodeKind.VendorQualifier or NodeKind.MemberPointer or NodeKind.FunctionType or NodeKind.FunctionQualifier
                or NodeKind.Array or NodeKind.Vector or NodeKind.TemplateParameter:
                PrintLeft(id, isSpaced: false);
                PrintRight(id);
                break;
            case >= NodeKind.FunctionParameter:
                PrintExpression(node);
                break;
            case >= NodeKind.Builtin:
                PrintType(node);
                break;
            default:
                PrintName(node);
                break;
        }

        _depth--;
    }

    private bool TryEnter()
    {
        if (_hasFailed || _text.IsTooLong || _depth == MaxDepth || _steps++ == MaxSteps || !StackRoom.IsEnough(_depth))
        {
            _hasFailed = true;
            return false;
        }

        _depth++;
        return true;
    }

    private readonly ReadOnlySpan<byte> TextOf(int identifier)
    {
        Node node = _nodes[identifier];
        return _input.Slice(node.Left, node.Right);
    }

    // Items between commas. Commas after the last item that prints something are taken back, but stay what was written
    // last: perf prints A<B<C>> where an empty pack follows B<C>, and A<B<C> > where none does.
    private void PrintList(int list)
    {
        if (_nodes[list].Left == 0)
        {
            return;
        }

        Print(_nodes[list].Left);
        int end = _text.Length;
        for (list = _nodes[list].Right; list != 0; list = _nodes[list].Right)
        {
            _text.Append(", "u8);
            int start = _text.Length;
            Print(_nodes[list].Left);
            end = _text.Length == start ? end : _text.Length;
        }

        _text.Truncate(end);
    }

    private void PrintInParentheses(int list)
    {
        _text.Append((byte)'(');
        PrintList(list);
        _text.Append((byte)')');
    }

    private void PrintTemplateArguments(int list)
    {
        if (_text.Last == '<')
        {
            _text.Append((byte)' ');
        }

        _text.Append((byte)'<');
        PrintList(list);
        if (_text.Last == '>')
        {
            _text.Append((byte)' ');
        }

        _text.Append((byte)'>');
    }
}
