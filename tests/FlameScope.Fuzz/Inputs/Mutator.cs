namespace FlameScope.Fuzz.Inputs;

/// <summary>Damages texts of perf script at random: the same seed and corpus give the same inputs, on any machine.</summary>
internal sealed class Mutator
{
    private const int MostBytes = 16 * 1024;
    private const int MostMutations = 8;

    private static readonly byte[][] Tokens =
    [
        [.. "PERF_RECORD_LOST lost 9223372036854775807"u8], [.. "PERF_RECORD_"u8], [.. "[000]"u8], [.. "[32767]"u8], [.. "+0x"u8],
        [.. "(inlined)"u8], [.. " (inlined)\n"u8], [.. "->"u8], [.. ";::"u8], [.. "La/B;::c->d"u8], [.. " (deleted))"u8], [.. "[unknown]"u8],
        [.. " 1.000000: "u8], [.. "9223372035.999999: "u8], [.. "0.000000:"u8], [.. "cycles: "u8], [.. "sched:sched_switch: "u8],
        [.. "\n\n"u8], [.. "\r\n"u8], [.. "\r"u8], [.. "\t"u8], [.. "  "u8], [.. "\n\t"u8], [.. "# "u8], [.. "/"u8], [.. ": "u8], [.. "\uFEFF"u8],
        [0], [0xff, 0xfe], [0xc3, 0x28], [0x1b, (byte)'['], [.. "-1"u8], [.. "(/tmp/perf-1.map)"u8], [.. "([kernel.kallsyms])"u8], [.. "swapper     0 "u8],
    ];

    private readonly Random _random;
    private readonly IReadOnlyList<byte[]> _corpus;

    public Mutator(int seed, IReadOnlyList<byte[]> corpus)
    {
        _random = new Random(seed);
        _corpus = corpus;
    }

    /// <summary>The next damaged text; <paramref name="variants"/> above 0 sometimes puts a byte below it in front.</summary>
    public byte[] Next(int variants)
    {
        List<byte> text = [.. AnySeed()];
        for (int i = _random.Next(MostMutations); i >= 0; i--)
        {
            Mutate(text);
        }

        if (text.Count > MostBytes)
        {
            text.RemoveRange(MostBytes, text.Count - MostBytes);
        }

        if (variants > 0 && _random.Next(3) == 0)
        {
            text.Insert(0, (byte)_random.Next(variants));
        }

        return [.. text];
    }

    private byte[] AnySeed() => _corpus[_random.Next(_corpus.Count)];

    private void Mutate(List<byte> text)
    {
        int place = _random.Next(text.Count + 1);
        switch (_random.Next(12))
        {
            case 0 when place < text.Count:
                text[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when place < text.Count:
                text[place] = (byte)_random.Next(256);
                break;
            case 2:
                text.RemoveRange(place, Math.Min(text.Count - place, _random.Next(1, 64)));
                break;
            case 3:
                text.InsertRange(place, text.GetRange(place, Math.Min(text.Count - place, _random.Next(1, 64))));
                break;
            case 4:
                (int start, int length) = LineAt(text, place);
                text.InsertRange(LineAt(text, _random.Next(text.Count + 1)).Start, text.GetRange(start, length));
                break;
            case 5:
                (start, length) = LineAt(text, place);
                text.RemoveRange(start, length);
                break;
            case 6:
                RepeatLine(text, place);
                break;
            case 7:
                BlowUpNumber(text, place);
                break;
            case 8:
                Splice(text, place);
                break;
            case 9 when _random.Next(4) == 0:
                text.RemoveRange(place, text.Count - place);
                break;
            default:
                text.InsertRange(place, Tokens[_random.Next(Tokens.Length)]);
                break;
        }
    }

    private void RepeatLine(List<byte> text, int place)
    {
        (int start, int length) = LineAt(text, place);
        List<byte> line = text.GetRange(start, length);
        for (int i = _random.Next(30); i >= 0 && text.Count < MostBytes; i--)
        {
            text.InsertRange(start, line);
        }
    }

    private void BlowUpNumber(List<byte> text, int place)
    {
        int digit = text.FindIndex(place, static value => char.IsAsciiDigit((char)value));
        if (digit >= 0)
        {
            for (int i = _random.Next(1, 24); i > 0; i--)
            {
                text.Insert(digit, (byte)('0' + _random.Next(10)));
            }
        }
    }

    private void Splice(List<byte> text, int place)
    {
        byte[] other = AnySeed();
        if (other.Length > 0)
        {
            int start = _random.Next(other.Length);
            int length = Math.Min(other.Length - start, _random.Next(1, 512));
            text.InsertRange(place, other.AsSpan(start, length).ToArray());
        }
    }

    private static (int Start, int Length) LineAt(List<byte> text, int place)
    {
        int start = place == 0 ? 0 : text.LastIndexOf((byte)'\n', place - 1) + 1;
        int end = text.IndexOf((byte)'\n', start);
        return (start, (end < 0 ? text.Count : end + 1) - start);
    }
}
