using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.Json;

/// <summary>
/// Reads plain objects from the bytes of a JSON text: its grammar is checked, but only where members begin and end is kept. Names with
/// escapes, trailing commas and what is nested deeper than 64 are not plain; neither is what is no JSON.
/// </summary>
internal ref struct JsonObjects(ReadOnlySpan<byte> text, int place)
{
    private const int WordBytes = 8;
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where reading stands: before it an element of an array, and then the object if it was read.</summary>
    public int Place { get; private set; } = place;

    /// <summary>Where the object begins.</summary>
    public int Start { get; private set; }

    /// <summary>Whether the text has to go on for the object to be read.</summary>
    public bool IsAtEdge { get; private set; }

    /// <summary>Reads an object, after a comma.</summary>
    /// <param name="members">Where its members go.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Whether there is one, it is plain, and its members fit.</returns>
    public bool TryRead(Span<JsonMember> members, out int count)
    {
        count = 0;
        if (!TryTake((byte)',') || NextAfterBlanks() != '{')
        {
            return false;
        }

        Start = Place++;
        if (TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            if (count == members.Length || !TryReadName(out int name, out int length) || !TryReadValue(out int start, out JsonMemberKind kind))
            {
                return false;
            }

            int quotes = kind is JsonMemberKind.Text or JsonMemberKind.EscapedText ? 1 : 0;
            members[count++] = new JsonMember(name, length, start + quotes, Place - start - (2 * quotes), kind);
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadName(out int name, out int length)
    {
        bool isPlain = NextAfterBlanks() == '"';
        name = Place + 1;
        isPlain = isPlain && TrySkipString(out bool hasEscapes) && !hasEscapes;
        length = Place - name - 1;
        return isPlain && TryTake((byte)':');
    }

    private bool TryReadValue(out int start, out JsonMemberKind kind)
    {
        byte first = NextAfterBlanks();
        start = Place;
        switch (first)
        {
            case (byte)'"':
                bool isWhole = TrySkipString(out bool hasEscapes);
                kind = hasEscapes ? JsonMemberKind.EscapedText : JsonMemberKind.Text;
                return isWhole;
            case (byte)'{' or (byte)'[':
                kind = JsonMemberKind.Other;
                return TrySkipNested();
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                kind = JsonMemberKind.Number;
                return TrySkipNumber();
            default:
                kind = JsonMemberKind.Other;
                return TrySkipWord(first);
        }
    }

    // One bit for each open array or object: set for an object.
    private bool TrySkipNested()
    {
        ulong objects = 0;
        int depth = 0;
        while (true)
        {
            byte first = NextAfterBlanks();
            if (first is (byte)'{' or (byte)'[')
            {
                if (++depth > MaxDepth)
                {
                    return false;
                }

                Place++;
                objects = (objects << 1) | (first == '{' ? 1u : 0u);
                byte next = NextAfterBlanks();
                if (next == (first == '{' ? '}' : ']'))
                {
                    Place++;
                    objects >>= 1;
                    depth--;
                }
                else if (first == '{')
                {
                    if (!TryReadName(out _, out _))
                    {
                        return false;
                    }

                    continue;
                }
                else
                {
                    continue;
                }
            }
            else if (!TrySkipPlain(first))
            {
                return false;
            }

            // After a value: what is over, is over.
            while (true)
            {
                if (depth == 0)
                {
                    return true;
                }

                byte mark = NextAfterBlanks();
                bool isObject = (objects & 1) != 0;
                if (mark == ',')
                {
                    Place++;
                    if (isObject && !TryReadName(out _, out _))
                    {
                        return false;
                    }

                    break;
                }

                if (mark != (isObject ? '}' : ']'))
                {
                    return false;
                }

                Place++;
                objects >>= 1;
                depth--;
            }
        }
    }

    private bool TrySkipPlain(byte first) =>
        first == '"' ? TrySkipString(out _)
        : first is (byte)'-' or (>= (byte)'0' and <= (byte)'9') ? TrySkipNumber()
        : TrySkipWord(first);

    private bool TrySkipWord(byte first)
    {
        ReadOnlySpan<byte> word = first switch { (byte)'t' => "true"u8, (byte)'f' => "false"u8, (byte)'n' => "null"u8, _ => default };
        bool isThere = !word.IsEmpty && _text[Place..].StartsWith(word);
        Place += word.Length;
        return isThere;
    }

    // -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
    private bool TrySkipNumber()
    {
        Place += At(Place) == '-' ? 1 : 0;
        bool isZero = At(Place) == '0';
        int digits = SkipDigits();
        if (digits == 0 || (isZero && digits > 1))
        {
            return false;
        }

        if (At(Place) == '.')
        {
            Place++;
            if (SkipDigits() == 0)
            {
                return false;
            }
        }

        if (At(Place) is (byte)'e' or (byte)'E')
        {
            Place += At(Place + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            if (SkipDigits() == 0)
            {
                return false;
            }
        }

        IsAtEdge |= Place >= _text.Length;
        return Place < _text.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SkipDigits()
    {
        int start = Place;
        int next = start;
        while ((uint)next < (uint)_text.Length && (uint)(_text[next] - '0') <= 9)
        {
            next++;
        }

        Place = next;
        return next - start;
    }

    // Eight bytes at once, up to a quote, an escape or a control character.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TrySkipString(out bool hasEscapes)
    {
        const ulong Ones = 0x0101010101010101;
        const ulong HighBits = 0x8080808080808080;
        hasEscapes = false;
        int next = Place + 1;
        while (next + WordBytes <= _text.Length)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_text[next..]);
            ulong quotes = word ^ (Ones * '"');
            ulong escapes = word ^ (Ones * '\\');
            ulong marks = (((quotes - Ones) & ~quotes) | ((escapes - Ones) & ~escapes) | ((word - (Ones * ' ')) & ~word)) & HighBits;
            if (marks == 0)
            {
                next += WordBytes;
                continue;
            }

            next += BitOperations.TrailingZeroCount(marks) >> 3;
            if (_text[next] == '"')
            {
                Place = next + 1;
                return true;
            }

            if (_text[next] != '\\' || !TrySkipEscape(ref next))
            {
                return false;
            }

            hasEscapes = true;
        }

        IsAtEdge = true;
        return false;
    }

    private bool TrySkipEscape(ref int next)
    {
        const int HexDigits = 4;
        byte letter = At(next + 1);
        next += 2;
        if (letter != 'u')
        {
            IsAtEdge |= letter == 0;
            return letter != 0 && "\"\\/bfnrt"u8.Contains(letter);
        }

        for (int i = 0; i < HexDigits; i++)
        {
            if (!char.IsAsciiHexDigit((char)At(next + i)))
            {
                IsAtEdge |= next + i >= _text.Length;
                return false;
            }
        }

        next += HexDigits;
        return true;
    }

    // The byte at a place; 0, which stands nowhere in JSON, after the last one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte At(int place) => (uint)place < (uint)_text.Length ? _text[place] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(byte mark)
    {
        if (NextAfterBlanks() != mark)
        {
            return false;
        }

        Place++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte NextAfterBlanks()
    {
        int next = Place;
        while ((uint)next < (uint)_text.Length)
        {
            byte mark = _text[next];
            if (mark > ' ')
            {
                Place = next;
                return mark;
            }

            if (mark is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return 0;
            }

            next++;
        }

        Place = next;
        IsAtEdge = true;
        return 0;
    }
}
