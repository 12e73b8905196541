namespace FlameScope.Formats.PerfScript;

/// <summary>A place in an event line that may divide the columns before the event from the event.</summary>
internal readonly record struct Anchor(int Start, int End, long Time)
{
    /// <summary>
    /// The columns before the event take some hundred bytes at most. Looking for them in the whole of a line would cost the
    /// square of its length where a hostile one is full of what looks like columns.
    /// </summary>
    public const int MostColumnBytes = 1024;
}

/// <summary>Steps through the places of a line that look like a time, from left to right.</summary>
internal ref struct TimeAnchors
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly int _decimals;
    private readonly int _end;
    private readonly bool _isAnyRange;
    private int _next;

    /// <param name="line">An event line.</param>
    /// <param name="decimals">Decimals of the time; 0 for 6 or 9.</param>
    /// <param name="isAnyRange">Whether to stop at times that do not fit into 64 bits as well; the anchor's is -1 then.</param>
    public TimeAnchors(ReadOnlySpan<byte> line, int decimals, bool isAnyRange = false)
    {
        _line = line;
        _isAnyRange = isAnyRange;
        _end = Math.Min(line.Length, Anchor.MostColumnBytes);
        _decimals = decimals;
    }

    public int Decimals { get; private set; }

    // 2399.713377:
    public bool TryNext(out Anchor anchor)
    {
        while (_line[_next.._end].IndexOf((byte)':') is var distance and >= 0)
        {
            int colon = _next + distance;
            _next = colon + 1;
            if (_next < _line.Length && _line[_next] != (byte)' ')
            {
                continue;
            }

            int fraction = StartOfDigits(colon);
            Decimals = colon - fraction;
            if (fraction < 2 || _line[fraction - 1] != (byte)'.' || !HasWantedDecimals())
            {
                continue;
            }

            int seconds = StartOfDigits(fraction - 1);
            if (seconds == fraction - 1 || (seconds > 0 && _line[seconds - 1] != (byte)' '))
            {
                continue;
            }

            if (Fields.TryReadNanoseconds(_line[seconds..(fraction - 1)], _line[fraction..colon], out long time))
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
        TimeAnchors times = new(line, 0, isAnyRange: true);
        while (times.TryNext(out Anchor anchor))
        {
            if (anchor.Time < 0)
            {
                return true;
            }
        }

        return false;
    }

    private readonly bool HasWantedDecimals() => _decimals == 0 ? Decimals is 6 or 9 : Decimals == _decimals;

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
        _end = Math.Min(line.Length, Anchor.MostColumnBytes);
    }

    // postgres  3380 [000] cpu-clock:ppp:
    //                     ^ and the end of every other word that ends in a digit or bracket
    public bool TryNext(out Anchor anchor)
    {
        while (_next < _end)
        {
            int distance = _line[_next..].IndexOf((byte)' ');
            int end = distance < 0 ? _line.Length : _next + distance;
            _next = end + 1;
            if (end > 0 && (_line[end - 1] == (byte)']' || char.IsAsciiDigit((char)_line[end - 1])))
            {
                anchor = new Anchor(end, end, 0);
                return true;
            }
        }

        anchor = default;
        return false;
    }
}
