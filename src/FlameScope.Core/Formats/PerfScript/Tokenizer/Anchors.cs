namespace FlameScope.Formats.PerfScript;

/// <summary>A place in an event line that may divide the columns before the event from the event.</summary>
internal readonly record struct Anchor(int Start, int End, long Time)
{
    /// <summary>
    /// The columns before the event take some hundred bytes at most. Looking for them in the whole of a line would cost the
    /// square of its length where a hostile one is full of what looks like columns.
    /// </summary>
    public const int MaxColumnBytes = 1024;
}

/// <summary>Steps through the places of a line that look like a time, from left to right.</summary>
internal ref struct TimeAnchors
{
    private const int MicrosecondDigits = 6;
    private const int NanosecondDigits = 9;

    private readonly ReadOnlySpan<byte> _line;
    private readonly int _end;
    private readonly bool _isAnyRange;
    private int _next;

    /// <param name="line">An event line.</param>
    /// <param name="isAnyRange">Whether to stop at times that do not fit into 64 bits as well; the anchor's is -1 then.</param>
    public TimeAnchors(ReadOnlySpan<byte> line, bool isAnyRange = false)
    {
        _line = line;
        _isAnyRange = isAnyRange;
        _end = Math.Min(line.Length, Anchor.MaxColumnBytes);
    }

    public int Decimals { get; private set; }

    // 2399.713377:
    public bool TryNext(out Anchor anchor)
    {
        while (_line[_next.._end].IndexOf((byte)':') is var distance and >= 0)
        {
            int colon = _next + distance;
            _next = colon + 1;
            if (_next < _line.Length && _line[_next] is not ((byte)' ' or (byte)'\t'))
            {
                continue;
            }

            int fraction = StartOfDigits(colon);
            Decimals = colon - fraction;
            if (Decimals == 0 || fraction < 2 || _line[fraction - 1] != (byte)'.')
            {
                continue;
            }

            int seconds = StartOfDigits(fraction - 1);
            if (seconds == fraction - 1 || (seconds > 0 && _line[seconds - 1] != (byte)' '))
            {
                continue;
            }

            bool isPadded = Decimals is MicrosecondDigits or NanosecondDigits;
            if (!isPadded && (Decimals > MicrosecondDigits || !EndsWithSimpleperfColumns(_line[..seconds])))
            {
                continue;
            }

            if (TryReadTime(_line[seconds..(fraction - 1)], _line[fraction..colon], isPadded, out long time))
            {
                anchor = new Anchor(seconds, _next, time);
                return true;
            }

            if (_isAnyRange)
            {
                anchor = new Anchor(seconds, _next, -1);
                return true;
            }
        }

        anchor = default;
        return false;
    }

    /// <summary>Whether a line has what looks like a time, but is too large to be one.</summary>
    public static bool HasOutOfRange(ReadOnlySpan<byte> line)
    {
        TimeAnchors times = new(line, isAnyRange: true);
        while (times.TryNext(out Anchor anchor))
        {
            if (anchor.Time < 0)
            {
                return true;
            }
        }

        return false;
    }

    // simpleperf prints microseconds as a plain number: 113.48301 is 48,301 microseconds after second 113.
    private static bool TryReadTime(ReadOnlySpan<byte> seconds, ReadOnlySpan<byte> fraction, bool isPadded, out long time)
    {
        if (isPadded)
        {
            return Fields.TryReadNanoseconds(seconds, fraction, out time);
        }

        bool isRead = Fields.TryReadNanoseconds(seconds, "0"u8, out time) & Fields.TryReadDigits(fraction, out long microseconds);
        time += microseconds * 1000;
        return isRead;
    }

    // RenderThread<TAB>2145 [007]
    // com.acme.map<TAB>2145/2146 [007]
    private static bool EndsWithSimpleperfColumns(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> cpu = Fields.TakeLastWord(ref columns);
        ReadOnlySpan<byte> ids = columns.TrimEnd((byte)' ');
        ids = ids[(ids.LastIndexOf((byte)'\t') + 1)..];
        return ids.Length < columns.TrimEnd((byte)' ').Length && Fields.TryReadBracketedCpu(cpu, out _)
            && (Fields.TryReadInteger(ids, out _) || Fields.TryReadPair(ids, out _, out _));
    }

    private readonly int StartOfDigits(int end)
    {
        while (end > 0 && char.IsAsciiDigit((char)_line[end - 1]))
        {
            end--;
        }

        return end;
    }
}

/// <summary>Steps through the places of a line without times that look like the last column before the event.</summary>
internal ref struct ColumnAnchors
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly int _end;
    private int _next;

    public ColumnAnchors(ReadOnlySpan<byte> line)
    {
        _line = line;
        _end = Math.Min(line.Length, Anchor.MaxColumnBytes);
    }

    // postgres  3380 [000] cpu-clock:ppp:
    //                     ^ and the end of every other word that ends in a digit, a bracket or a letter of the misc column
    public bool TryNext(out Anchor anchor)
    {
        while (_next < _end)
        {
            int distance = _line[_next..].IndexOf((byte)' ');
            int end = distance < 0 ? _line.Length : _next + distance;
            ReadOnlySpan<byte> word = _line[_next..end];
            _next = end + 1;
            if (word is [.., (byte)']'] || (word.Length > 0 && char.IsAsciiDigit((char)word[^1])) || Fields.IsMisc(word))
            {
                anchor = new Anchor(end, end, 0);
                return true;
            }
        }

        anchor = default;
        return false;
    }
}
