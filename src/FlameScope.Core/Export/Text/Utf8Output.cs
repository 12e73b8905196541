using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace FlameScope.Export.Text;

/// <summary>Writes UTF-8 text: literals, numbers without any culture, and names escaped for where they stand.</summary>
/// <remarks>Its one pooled buffer is all the memory it takes, whatever is written. Nothing is written before it is full or flushed.</remarks>
internal sealed class Utf8Output : IDisposable
{
    private const int Capacity = 16 * 1024;
    private const int LongestNumber = 64;

    private static readonly SearchValues<byte> PlainXml = SearchValues.Create(PrintableAsciiExcept("<>&\""u8));
    private static readonly SearchValues<byte> PlainFolded = SearchValues.Create(PrintableAsciiExcept(";"u8));
    private static readonly SearchValues<byte> PlainCsv = SearchValues.Create(PrintableAsciiExcept("\""u8));

    private readonly IBufferWriter<byte> _output;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _used;

    public Utf8Output(IBufferWriter<byte> output) => _output = output;

    /// <summary>Writes an interpolated text; strings in it stand as they are, so names go through <see cref="Xml"/>.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The handler writes to this instance.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Utf8Interpolation text) => _ = text;

    public void Write(ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _used)
        {
            Flush();
            if (text.Length > _buffer.Length)
            {
                _output.Write(text);
                return;
            }
        }

        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>Writes a character of ASCII.</summary>
    public void Write(char character)
    {
        Room(1)[0] = (byte)character;
        _used++;
    }

    public void Write(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            Span<byte> room = Room(LongestNumber);
            int count = Math.Min(rest.Length, room.Length / 3);

            // Two halves of one character must not be written one by one.
            count -= count < rest.Length && char.IsHighSurrogate(rest[count - 1]) ? 1 : 0;
            _used += Encoding.UTF8.GetBytes(rest[..count], room);
            rest = rest[count..];
        }
    }

    public void Write(long value)
    {
        Utf8Formatter.TryFormat(value, Room(LongestNumber), out int written);
        _used += written;
    }

    /// <summary>Writes a whole number in groups of three digits: <c>1,234,567</c>.</summary>
    public void WriteGrouped(long value)
    {
        if (value is > -1000 and < 1000)
        {
            Write(value);
            return;
        }

        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(value, digits, out int count, new StandardFormat('N', 0));
        Write(digits[..count]);
    }

    /// <summary>Writes a number that is held in hundredths.</summary>
    /// <param name="hundredths">The number times 100, at least 0.</param>
    /// <param name="minDecimals">Digits after the point that are written even where they are 0.</param>
    public void WriteHundredths(long hundredths, int minDecimals)
    {
        (long whole, long fraction) = Math.DivRem(hundredths, 100);
        Write(whole);
        if (fraction == 0 && minDecimals == 0)
        {
            return;
        }

        Span<byte> room = Room(3);
        room[0] = (byte)'.';
        room[1] = (byte)('0' + (fraction / 10));
        room[2] = (byte)('0' + (fraction % 10));
        _used += room[2] == (byte)'0' && minDecimals < 2 ? 2 : 3;
    }

    /// <summary>Writes a decimal fraction that is held as an integer.</summary>
    /// <param name="scaled">The value times 10 to the power of <paramref name="decimals"/>.</param>
    /// <param name="decimals">Digits after the point.</param>
    /// <param name="minDecimals">Digits after the point that are written even where they are 0.</param>
    public void WriteDecimal(Int128 scaled, int decimals, int minDecimals)
    {
        if (scaled < 0)
        {
            Write('-');
            scaled = -scaled;
        }

        Int128 power = 1;
        for (int i = 0; i < decimals; i++)
        {
            power *= 10;
        }

        (Int128 whole, Int128 fraction) = Int128.DivRem(scaled, power);
        Write((long)whole);
        for (int i = 0; i < decimals && (fraction != 0 || i < minDecimals); i++)
        {
            if (i == 0)
            {
                Write('.');
            }

            (Int128 digit, fraction) = Int128.DivRem(fraction * 10, power);
            Write((char)('0' + (int)digit));
        }
    }

    /// <summary>Writes a share in percent with two decimals: <c>12.34 %</c>.</summary>
    public void WriteShare(Share share)
    {
        WriteHundredths(share.Whole == 0 ? 0 : (long)((((Int128)share.Part * 20_000) + share.Whole) / ((Int128)share.Whole * 2)), 2);
        Write(" %"u8);
    }

    /// <summary>Writes a name so that it can be seen and cannot break out of its place.</summary>
    public void WriteVisible(ReadOnlySpan<byte> name, TextEscape escape)
    {
        SearchValues<byte> plain = escape switch
        {
            TextEscape.Xml => PlainXml,
            TextEscape.Folded => PlainFolded,
            _ => PlainCsv,
        };
        while (!name.IsEmpty)
        {
            int special = name.IndexOfAnyExcept(plain);
            if (special != 0)
            {
                Write(special < 0 ? name : name[..special]);
                name = special < 0 ? [] : name[special..];
                continue;
            }

            Rune rune = VisibleText.Take(ref name);
            switch ((char)Math.Min(rune.Value, char.MaxValue))
            {
                case '<' when escape == TextEscape.Xml:
                    Write("&lt;"u8);
                    break;
                case '>' when escape == TextEscape.Xml:
                    Write("&gt;"u8);
                    break;
                case '&' when escape == TextEscape.Xml:
                    Write("&amp;"u8);
                    break;
                case '"' when escape == TextEscape.Xml:
                    Write("&quot;"u8);
                    break;
                case '"' when escape == TextEscape.Csv:
                    Write("\"\""u8);
                    break;
                case ';' when escape == TextEscape.Folded:
                    Write(':');
                    break;
                default:
                    // Making room may empty the buffer: not in the same statement that adds to what is used.
                    Span<byte> room = Room(4);
                    _used += rune.EncodeToUtf8(room);
                    break;
            }
        }
    }

    /// <summary>Writes a name inside quotes that an encoder escapes for; invalid UTF-8 is replaced by U+FFFD.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> name, TextEncoder encoder)
    {
        int special = encoder.FindFirstCharacterToEncodeUtf8(name);
        Write(special < 0 ? name : name[..special]);
        for (name = special < 0 ? [] : name[special..]; !name.IsEmpty;)
        {
            encoder.EncodeUtf8(name, Room(LongestNumber), out int consumed, out int written);
            name = name[consumed..];
            _used += written;
        }
    }

    public void Flush()
    {
        if (_used > 0)
        {
            _output.Write(_buffer.AsSpan(0, _used));
            _used = 0;
        }
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Span<byte> Room(int least)
    {
        if (_buffer.Length - _used < least)
        {
            Flush();
        }

        return _buffer.AsSpan(_used);
    }

    private static byte[] PrintableAsciiExcept(ReadOnlySpan<byte> special)
    {
        List<byte> plain = [];
        for (byte character = 0x20; character < 0x7F; character++)
        {
            if (!special.Contains(character))
            {
                plain.Add(character);
            }
        }

        return [.. plain];
    }
}
