namespace FlameScope.Symbols.Itanium;

/// <summary>Substitutions: short names of what was read before, and of the most frequent classes of the standard library.</summary>
internal ref partial struct ItaniumParser
{
    private int ReadSubstitution(bool isPrefix)
    {
        _position++;
        byte letter = Current;
        if (letter == '_' || char.IsAsciiDigit((char)letter) || char.IsAsciiLetterUpper((char)letter))
        {
            return ReadNumberedSubstitution();
        }

        _position++;
        // A class whose constructor or destructor follows is printed by its full name.
        bool isFull = isPrefix && Current is (byte)'C' or (byte)'D';
        int text = letter switch
        {
            (byte)'t' => KnownText.Std,
            (byte)'a' => KnownText.Allocator,
            (byte)'b' => KnownText.BasicString,
            (byte)'s' => isFull ? KnownText.FullString : KnownText.String,
            (byte)'i' => isFull ? KnownText.FullIstream : KnownText.Istream,
            (byte)'o' => isFull ? KnownText.FullOstream : KnownText.Ostream,
            (byte)'d' => isFull ? KnownText.FullIostream : KnownText.Iostream,
            _ => -1,
        };
        if (text < 0)
        {
            return 0;
        }

        int node = _nodes.Add(NodeKind.Known, text);
        _lastName = text == KnownText.Std ? _lastName : _nodes.Add(NodeKind.Known, LastNameOf(text));
        if (Current != 'B')
        {
            return node;
        }

        while (node != 0 && TryTake((byte)'B'))
        {
            node = Add(NodeKind.AbiTag, node, ReadTag());
        }

        return AddSubstitution(node);
    }

    private static int LastNameOf(int text) => text switch
    {
        KnownText.Allocator => KnownText.AllocatorName,
        KnownText.Istream or KnownText.FullIstream => KnownText.BasicIstreamName,
        KnownText.Ostream or KnownText.FullOstream => KnownText.BasicOstreamName,
        KnownText.Iostream or KnownText.FullIostream => KnownText.BasicIostreamName,
        _ => KnownText.BasicStringName,
    };

    // S_ is the first, S0_ the second; the digits are those of base 36.
    private int ReadNumberedSubstitution()
    {
        int number = 0;
        if (!TryTake((byte)'_'))
        {
            do
            {
                int digit = char.IsAsciiDigit((char)Current) ? Current - '0' : char.IsAsciiLetterUpper((char)Current) ? Current - 'A' + 10 : -1;
                if (digit < 0 || number > int.MaxValue / 64)
                {
                    return 0;
                }

                number = (number * 36) + digit;
                _position++;
            }
            while (!TryTake((byte)'_'));
            number++;
        }

        return _nodes.Substitution(number);
    }
}
