namespace FlameScope.Symbols.Rust;

/// <summary>Numbers and identifiers, and what writes them.</summary>
internal ref partial struct RustV0Name
{
    private byte Take()
    {
        byte current = Current;
        _hasFailed |= current == 0;
        _position++;
        return current;
    }

    private bool TryTake(byte expected)
    {
        if (Current != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    // In base 62; _ is 0, 0_ is 1 and so on. The number of a crate is a hash, so it may overflow.
    private ulong ReadNumber()
    {
        if (TryTake((byte)'_'))
        {
            return 0;
        }

        ulong value = 0;
        while (!TryTake((byte)'_'))
        {
            byte letter = Take();
            int digit = char.IsAsciiDigit((char)letter) ? letter - '0'
                : char.IsAsciiLetterLower((char)letter) ? letter - 'a' + 10
                : char.IsAsciiLetterUpper((char)letter) ? letter - 'A' + 36
                : -1;
            if (digit < 0)
            {
                _hasFailed = true;
                return 0;
            }

            value = unchecked((value * 62) + (ulong)digit);
        }

        return unchecked(value + 1);
    }

    private ulong ReadDisambiguator() => TryTake((byte)'s') ? unchecked(ReadNumber() + 1) : 0;

    private Identifier ReadIdentifier()
    {
        bool isPunycode = TryTake((byte)'u');
        if (!char.IsAsciiDigit((char)Current))
        {
            _hasFailed = true;
            return default;
        }

        int length = Take() - '0';
        while (length != 0 && char.IsAsciiDigit((char)Current))
        {
            length = (length * 10) + (Take() - '0');
            if (length > _input.Length)
            {
                _hasFailed = true;
                return default;
            }
        }

        // Keeps the number from names that begin with a digit.
        TryTake((byte)'_');
        if (length > _input.Length - _position)
        {
            _hasFailed = true;
            return default;
        }

        ReadOnlySpan<byte> text = _input.Slice(_position, length);
        _position += length;
        return new Identifier(text, isPunycode);
    }

    private readonly void Write(ReadOnlySpan<byte> text)
    {
        if (!_isSilent && !_hasFailed)
        {
            _text.Append(text);
        }
    }

    private readonly void WriteNumber(ulong number)
    {
        if (!_isSilent && !_hasFailed)
        {
            _text.Append(number);
        }
    }

    private readonly void Write(Identifier identifier)
    {
        if (_isSilent || _hasFailed)
        {
            return;
        }

        if (!identifier.IsPunycode)
        {
            _text.Append(identifier.Text);
        }
        else if (!Punycode.TryDecode(identifier.Text, _text))
        {
            _text.Append("punycode{"u8);
            _text.Append(identifier.Text);
            _text.Append("}"u8);
        }
    }

    /// <summary>A name; one with other letters than those of ASCII is in Punycode.</summary>
    private readonly ref struct Identifier
    {
        public Identifier(ReadOnlySpan<byte> text, bool isPunycode)
        {
            Text = text;
            IsPunycode = isPunycode;
        }

        public ReadOnlySpan<byte> Text { get; }

        public bool IsPunycode { get; }

        public bool IsEmpty => Text.IsEmpty;
    }
}
