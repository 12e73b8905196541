namespace FlameScope.Symbols.Itanium;

/// <summary>Reads a mangled C++ name (Itanium ABI) into nodes.</summary>
/// <remarks>
/// What reads a part gives the part's node, or 0 where the name is not well formed. Depth and the number of steps are
/// bounded, so that no name can exhaust the stack or take time without bound.
/// </remarks>
internal ref partial struct ItaniumParser
{
    /// <summary>How deeply parts of a name may be nested.</summary>
    private const int MaxDepth = 256;

    // No real name needs as many; more of them mean that parts are read again and again.
    private const int StepsPerByte = 8;

    private readonly ReadOnlySpan<byte> _input;
    private readonly NodeTable _nodes;
    private int _position;
    private int _depth;
    private int _steps;
    private bool _inConversion;
    private int _lastName;

    public ItaniumParser(ReadOnlySpan<byte> input, NodeTable nodes)
    {
        _input = input;
        _nodes = nodes;
        _steps = StepsPerByte * (input.Length + 8);
    }

    /// <summary>
    /// Reads a whole name. The parameters of the function that it names and everything after them are left out, unread.
    /// </summary>
    public int ReadSymbol()
    {
        if (_input.StartsWith("_Z"u8))
        {
            _position = 2;
            return WithoutQualifiers(ReadEncoding(isOutermost: true));
        }

        // The functions that run constructors and destructors of globals.
        if (_input.Length > 11 && _input.StartsWith("_GLOBAL_"u8) && _input[8] is (byte)'.' or (byte)'_' or (byte)'$'
            && _input[9] is (byte)'D' or (byte)'I' && _input[10] == '_')
        {
            int text = _input[9] == 'I' ? KnownText.GlobalConstructors : KnownText.GlobalDestructors;
            _position = 11;
            int target = 0;
            if (_input[11..].StartsWith("_Z"u8))
            {
                _position = 13;
                target = ReadEncoding(isOutermost: false);
            }
            else
            {
                target = _nodes.Add(NodeKind.Identifier, 11, _input.Length - 11);
            }

            return target == 0 ? 0 : _nodes.Add(NodeKind.Special, target, 0, text);
        }

        return 0;
    }

    private readonly byte Current => Peek(0);

    private readonly byte Next => Peek(1);

    private readonly byte Peek(int offset) => _position + offset < _input.Length ? _input[_position + offset] : (byte)0;

    private readonly bool IsAt(byte first, byte second) => Current == first && Next == second;

    private bool TryTake(byte expected)
    {
        if (Current != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TryTake(byte first, byte second)
    {
        if (!IsAt(first, second))
        {
            return false;
        }

        _position += 2;
        return true;
    }

    private bool TryEnter()
    {
        if (_depth == MaxDepth || _steps == 0 || !StackRoom.IsEnough(_depth))
        {
            return false;
        }

        _depth++;
        _steps--;
        return true;
    }

    private int Leave(int node)
    {
        _depth--;
        return node;
    }

    // A number of digits, after an n where it is negative. A number that is not there is 0.
    private int ReadNumber()
    {
        bool isNegative = TryTake((byte)'n');
        int value = 0;
        for (; char.IsAsciiDigit((char)Current); _position++)
        {
            if (value > (int.MaxValue - 9) / 10)
            {
                return -1;
            }

            value = (value * 10) + (Current - '0');
        }

        return isNegative ? -value : value;
    }

    // _ is 0, 0_ is 1 and so on; -1 where neither is there.
    private int ReadCompactNumber()
    {
        int value = 0;
        if (Current != '_')
        {
            if (!char.IsAsciiDigit((char)Current))
            {
                return -1;
            }

            value = ReadNumber();
            if (value is < 0 or int.MaxValue)
            {
                return -1;
            }

            value++;
        }

        return TryTake((byte)'_') ? value : -1;
    }

    // Items up to an end that is taken, too: 'E' or '_'.
    private int ReadExpressions(byte end)
    {
        int first = 0;
        int last = 0;
        while (!TryTake(end))
        {
            if (!TryAppend(ref first, ref last, ReadExpression()))
            {
                return 0;
            }
        }

        return first == 0 ? _nodes.Add(NodeKind.List) : first;
    }

    private readonly bool TryAppend(ref int first, ref int last, int item)
    {
        if (item == 0)
        {
            return false;
        }

        int node = _nodes.Add(NodeKind.List, item);
        if (first == 0)
        {
            first = node;
        }
        else
        {
            _nodes.SetRight(last, node);
        }

        last = node;
        return true;
    }

    private readonly int Add(NodeKind kind, int left) => left == 0 ? 0 : _nodes.Add(kind, left);

    private readonly int Add(NodeKind kind, int left, int right) => left == 0 || right == 0 ? 0 : _nodes.Add(kind, left, right);

    private readonly int AddSubstitution(int node)
    {
        if (node != 0)
        {
            _nodes.AddSubstitution(node);
        }

        return node;
    }
}
