using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats.PerfScript;

/// <summary>Reads event lines that differ only in their times and periods from ones that were read before.</summary>
/// <remarks>
/// The columns before the time and the name after the period repeat from sample to sample. Where both are, byte for byte, as
/// in lines with just one place that looks like a time, so is what they mean, and only the numbers are left to read. Each kind of
/// event has columns of its own, which are therefore remembered by kind.
/// </remarks>
internal sealed class KnownEventLines
{
    private const int LongestLine = 256;
    private const int MaxSecondsDigits = 9;
    private const int MaxDigits = 18;

    // perf script 1001 [000]  1066.262237:    1001001 cpu-clock:ppp:
    // ------- columns -------                        ----- name -----
    private readonly List<Columns?> _kinds = [];
    private Columns _columns = new();
    private Column<byte> _name = new();
    private int _decimals;
    private long _fractionUnit;
    private bool _isTracepoint;

    /// <summary>About how many bytes the memory for columns seen before takes.</summary>
    public long CacheBytes
    {
        get
        {
            long bytes = 0;
            foreach (Columns? columns in _kinds)
            {
                bytes += columns?.Texts.EstimatedBytes ?? 0;
            }

            return bytes;
        }
    }

    /// <summary>The time in the line that was taken last, in nanoseconds.</summary>
    public long Time { get; private set; }

    /// <summary>The period in that line.</summary>
    public long Period { get; private set; }

    /// <summary>The thread that its columns name.</summary>
    public ThreadId Thread { get; private set; }

    /// <summary>The CPU that its columns name.</summary>
    public int Cpu { get; private set; }

    /// <summary>Whether the event counts switches.</summary>
    public bool IsSwitchCount { get; private set; }

    /// <summary>The event that it names.</summary>
    public EventKindId Event { get; private set; }

    /// <summary>Takes the reader's next line, and a blank one before it, if it is like one that was learned.</summary>
    public bool TryTake(ref PerfScriptReader reader)
    {
        ReadOnlySpan<byte> rest = reader.Rest;
        int blank = rest is [(byte)'\n', ..] ? 1 : 0;
        rest = rest[blank..];
        int length = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (_name.Count == 0 || length < 0 || !rest[..length].EndsWith(_name.Values))
        {
            return false;
        }

        ReadOnlySpan<byte> text = rest[..(length - _name.Count)];
        if (TryTakeNumber(ref text, out long period) == 0)
        {
            return false;
        }

        text = text.TrimEnd((byte)' ');
        if (!TryTake(ref text, ':') || TryTakeNumber(ref text, out long fraction) != _decimals || !TryTake(ref text, '.')
            || TryTakeNumber(ref text, out long seconds) is 0 or > MaxSecondsDigits || text is not [.., (byte)' ']
            || !_columns.Texts.TryFind(text, out StringId row))
        {
            return false;
        }

        Time = (seconds * 1_000_000_000) + (fraction * _fractionUnit);
        Period = period;
        (Thread, Cpu) = _columns.Meanings[row.Value];
        reader.SkipEvent(blank + 1, blank + length + 1, _isTracepoint);
        return true;
    }

    /// <summary>Learns the event line that the reader has read.</summary>
    public void Learn(ref PerfScriptReader reader, ThreadId thread, EventKindId @event, bool isSwitchCount)
    {
        (int start, int end, int decimals) = reader.OnlyTime;
        ReadOnlySpan<byte> line = reader.Line;
        if (end == 0 || decimals is not (6 or 9) || !reader.Payload.IsEmpty || reader.Period is null || line.Length >= LongestLine
            || line[0] == (byte)'\t' || line.Contains((byte)'\n'))
        {
            return;
        }

        _columns = ColumnsOf(@event);
        int row = _columns.Texts.Intern(line[..start]).Value;
        if (row == _columns.Meanings.Count)
        {
            _columns.Meanings.Add((thread, reader.Cpu));
        }

        ReadOnlySpan<byte> numberAndName = line[end..].TrimStart((byte)' ');
        ReadOnlySpan<byte> name = numberAndName[Fields.CountDigits(numberAndName)..];
        _name.Clear();
        _name.AddRange(name);
        Event = @event;
        IsSwitchCount = isSwitchCount;
        _decimals = decimals;
        _fractionUnit = decimals == 6 ? 1_000 : 1;
        _isTracepoint = Fields.IsTracepoint(reader.EventName);
    }

    private Columns ColumnsOf(EventKindId @event)
    {
        while (_kinds.Count <= @event.Value)
        {
            _kinds.Add(null);
        }

        return _kinds[@event.Value] ??= new Columns();
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, char last)
    {
        bool isThere = !text.IsEmpty && text[^1] == last;
        text = isThere ? text[..^1] : text;
        return isThere;
    }

    // The digits that text ends with; returns how many, 0 for more than are sure to fit.
    private static int TryTakeNumber(ref ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        long unit = 1;
        int start = text.Length;
        while (start > 0 && (uint)(text[start - 1] - '0') is var digit and <= 9)
        {
            number += digit * unit;
            unit *= 10;
            start--;
        }

        int digits = text.Length - start;
        text = text[..start];
        return digits <= MaxDigits ? digits : 0;
    }

    /// <summary>What stands before the times of one kind of event, and what it means.</summary>
    private sealed class Columns
    {
        public Column<(ThreadId Thread, int Cpu)> Meanings = new();

        public Columns() => Meanings.Add(default);

        public Utf8Interner Texts { get; } = new();
    }
}
