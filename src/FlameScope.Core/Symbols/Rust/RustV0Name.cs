namespace FlameScope.Symbols.Rust;

/// <summary>Rust's newer names (v0): <c>_RNvCs1234_7mycrate3foo</c>. Reads a name and writes it in one go.</summary>
/// <remarks>
/// A back reference stands for a part that was read before, so a short name can stand for a text without bound: the
/// text, the depth and the number of steps are bounded, and what goes beyond fails.
/// </remarks>
internal ref partial struct RustV0Name
{
    private const int MaxDepth = 256;
    private const int MaxSteps = 1 << 17;

    private readonly ReadOnlySpan<byte> _input;
    private readonly NameText _text;
    private int _position;
    private int _depth;
    private int _steps;
    private int _boundLifetimes;
    private bool _isSilent;
    private bool _hasFailed;

    private RustV0Name(ReadOnlySpan<byte> input, NameText text)
    {
        _input = input;
        _text = text;
    }

    /// <summary>Writes a mangled name without hashes of crates; false where it is not well formed.</summary>
    public static bool TryDemangle(ReadOnlySpan<byte> mangled, NameText text)
    {
        // What comes after a dot was added by the compiler's back end.
        ReadOnlySpan<byte> input = mangled[2..];
        int dot = input.IndexOf((byte)'.');
        return new RustV0Name(dot < 0 ? input : input[..dot], text).TryRead();
    }

    private readonly bool HasFailed => _hasFailed || _text.IsTooLong;

    private readonly byte Current => _position < _input.Length ? _input[_position] : (byte)0;

    private bool TryRead()
    {
        if (!char.IsAsciiLetterUpper((char)Current))
        {
            return false;
        }

        ReadPath(isValue: true);
        if (!HasFailed && char.IsAsciiLetterUpper((char)Current))
        {
            // The crate that a generic function was compiled for.
            _isSilent = true;
            ReadPath(isValue: false);
        }

        return !HasFailed && _position == _input.Length;
    }

    private void ReadPath(bool isValue)
    {
        if (!TryEnter())
        {
            return;
        }

        byte tag = Take();
        switch (tag)
        {
            case (byte)'C':
                ReadDisambiguator();
                Write(ReadIdentifier());
                break;
            case (byte)'N':
                ReadNestedPath(isValue);
                break;
            case (byte)'M' or (byte)'X' or (byte)'Y':
                ReadImplementation(tag);
                break;
            case (byte)'I':
                ReadPath(isValue);
                Write(isValue ? "::<"u8 : "<"u8);
                ReadGenericArguments();
                Write(">"u8);
                break;
            case (byte)'B':
                int back = ReadBackReference();
                if (back >= 0)
                {
                    int after = Jump(back);
                    ReadPath(isValue);
                    _position = after;
                }

                break;
            default:
                _hasFailed = true;
                break;
        }

        _depth--;
    }

    private void ReadNestedPath(bool isValue)
    {
        byte space = Take();
        _hasFailed |= !char.IsAsciiLetter((char)space);
        ReadPath(isValue);
        ulong number = ReadDisambiguator();
        Identifier name = ReadIdentifier();
        if (char.IsAsciiLetterLower((char)space))
        {
            Write(name.IsEmpty ? ""u8 : "::"u8);
            Write(name);
            return;
        }

        Write("::{"u8);
        Write(space == 'C' ? "closure"u8 : space == 'S' ? "shim"u8 : [space]);
        Write(name.IsEmpty ? ""u8 : ":"u8);
        Write(name);
        Write("#"u8);
        WriteNumber(number);
        Write("}"u8);
    }

    private void ReadImplementation(byte tag)
    {
        if (tag != 'Y')
        {
            // Where the implementation stands says nothing more.
            ReadDisambiguator();
            bool wasSilent = _isSilent;
            _isSilent = true;
            ReadPath(isValue: false);
            _isSilent = wasSilent;
        }

        Write("<"u8);
        ReadType();
        if (tag != 'M')
        {
            Write(" as "u8);
            ReadPath(isValue: false);
        }

        Write(">"u8);
    }

    private void ReadGenericArguments()
    {
        for (int i = 0; !HasFailed && !TryTake((byte)'E'); i++)
        {
            Write(i == 0 ? ""u8 : ", "u8);
            if (TryTake((byte)'L'))
            {
                WriteLifetime(ReadNumber());
            }
            else if (TryTake((byte)'K'))
            {
                ReadConstant(isValue: false);
            }
            else
            {
                ReadType();
            }
        }
    }

    // The place of a back reference's target; -1 where nothing is to be read there.
    private int ReadBackReference()
    {
        int start = _position - 1;
        ulong target = ReadNumber();
        _hasFailed |= target >= (ulong)start && !_isSilent;
        return HasFailed || _isSilent ? -1 : (int)target;
    }

    private int Jump(int target)
    {
        int after = _position;
        _position = target;
        return after;
    }

    private bool TryEnter()
    {
        if (HasFailed || _depth == MaxDepth || _steps++ == MaxSteps || !StackRoom.IsEnough(_depth))
        {
            _hasFailed = true;
            return false;
        }

        _depth++;
        return true;
    }
}
