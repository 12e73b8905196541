namespace FlameScope.Formats.PerfScript;

/// <summary>The fields of one event line. Spans point into the line.</summary>
internal ref struct EventLine
{
    // No thread of Linux has a larger id; perf pads periods, but no id, to ten digits.
    private const int MaxThreadId = 4 * 1024 * 1024;
    private const int PeriodWidth = 10;

    private EventColumns _columns;

    /// <summary>The thread's name, whole; empty where it has none.</summary>
    public readonly ReadOnlySpan<byte> Command => _columns.Command;

    /// <summary>Everything up to the thread's ids; equal text, read by one layout, means an equal thread.</summary>
    public readonly ReadOnlySpan<byte> ThreadText => _columns.ThreadText;

    public readonly int Pid => _columns.Pid;

    public readonly int Tid => _columns.Tid;

    public readonly int Cpu => _columns.Cpu;

    /// <summary>The columns that the line was found to have.</summary>
    public readonly EventLayout Layout => _columns.Layout;

    public long Time { get; private set; }

    public long? Period { get; private set; }

    public ReadOnlySpan<byte> EventName { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    public bool IsSideBand { get; private set; }

    /// <summary>Whether the line tells of the sample before it (<c>-F +metric</c>), and is no event.</summary>
    public bool IsDetail { get; private set; }

    /// <summary>Start, end and decimals of the time where just one place looks like one; 0 elsewhere.</summary>
    public (int Start, int End, int Decimals) OnlyTime { get; private set; }

    // ingest/0 20483  4508.578877:   20408163 cpu-clock:ppp:
    // job 3.25: run 17841  4118.472495:   10101010 cpu-clock:ppp:
    // a:b [c]  3723 [001]  2435.419608:  sched:sched_switch: prev_comm=x 1 [000] 5.5: prev_pid=3723
    public static bool TryRead(ReadOnlySpan<byte> line, LayoutTable layouts, out EventLine result)
    {
        ReadOnlySpan<byte> text = line.TrimEnd((byte)' ');
        text = text is [.., (byte)'\t'] ? text.TrimEnd(" \t"u8) : text;
        result = default;
        return (layouts.HasTimed && TryReadTimed(text, layouts, ref result))
            || (layouts.HasUntimed && TryReadUntimed(text, layouts, ref result))
            || (layouts.HasBare && TryReadBare(text, ref result));
    }

    // What looks like a time may also stand in the command or in the payload. Of all places that leave whole columns on both
    // sides, the last one whose command a kernel could have printed is right: one in the command lies before it, and one in
    // the payload would make the command too long.
    private static bool TryReadTimed(ReadOnlySpan<byte> text, LayoutTable layouts, ref EventLine result)
    {
        bool found = false;
        int anchors = 0;
        (int, int, int) time = default;
        TimeAnchors times = new(text);
        while (times.TryNext(out Anchor anchor))
        {
            anchors++;
            time = (anchor.Start, anchor.End, times.Decimals);
            if (!found)
            {
                result = default;
                found = result.TryReadAt(anchor, text, layouts);
                continue;
            }

            EventLine candidate = default;
            if (candidate.TryReadAt(anchor, text, layouts) && candidate.Command.Length <= Fields.MaxCommandBytes)
            {
                result = candidate;
            }
        }

        result.OnlyTime = anchors == 1 ? time : default;
        return found;
    }

    private bool TryReadAt(Anchor anchor, ReadOnlySpan<byte> text, LayoutTable layouts)
    {
        Time = anchor.Time;
        return TryReadEvent(text[anchor.End..]) && TryReadColumns(text[..anchor.Start], layouts, hasTime: true);
    }

    private static bool TryReadUntimed(ReadOnlySpan<byte> text, LayoutTable layouts, ref EventLine result)
    {
        bool found = false;
        ColumnAnchors columns = new(text);
        while (columns.TryNext(out Anchor anchor))
        {
            EventLine candidate = default;
            if (!IsPeriod(text[..anchor.Start])
                && candidate.TryReadEvent(text[anchor.End..])
                && (!candidate.EventName.IsEmpty || candidate.IsSideBand || FrameLine.IsAddressAndSymbol(candidate.Payload))
                && candidate.TryReadColumns(text[..anchor.Start], layouts, hasTime: false)
                && candidate.Command.Length <= Fields.MaxCommandBytes)
            {
                result = candidate;
                found = true;
            }
        }

        return found;
    }

    // bash cpu-clock:
    // bash 12966
    private static bool TryReadBare(ReadOnlySpan<byte> text, ref EventLine result)
    {
        EventLine candidate = default;
        int lastWord = text.LastIndexOf((byte)' ') + 1;
        bool hasName = text is [.., (byte)':'] && candidate.TryReadName(text[lastWord..]) && !candidate.EventName.IsEmpty;
        ReadOnlySpan<byte> columns = hasName ? text[..lastWord] : text;
        EventLayout own = EventColumns.LayoutOf(columns);
        if ((!hasName && own.Thread == ThreadColumn.None)
            || !EventColumns.TryRead(columns, own, out candidate._columns) || candidate.Command.Length > Fields.MaxCommandBytes)
        {
            return false;
        }

        result = candidate;
        return true;
    }

    // Each kind of event has its own columns. What the text's beginning did not show is read by what the line itself shows:
    // two outputs may stand in one file, and a kind may come late.
    private bool TryReadColumns(ReadOnlySpan<byte> columns, LayoutTable layouts, bool hasTime)
    {
        columns = Fields.WithoutTimeOfDay(columns);
        foreach (EventLayout layout in layouts.Of(EventName))
        {
            if (layout.HasTime == hasTime
                && (layout.Thread != ThreadColumn.None || !EventColumns.LayoutOf(columns).IsRich)
                && EventColumns.TryRead(columns, layout, out _columns))
            {
                return true;
            }
        }

        EventLayout own = EventColumns.LayoutOf(columns) with { HasTime = hasTime };
        return (own.Thread != ThreadColumn.None || IsSideBand || layouts.AllowsThreadless)
            && EventColumns.TryRead(columns, own, out _columns)
            && (own.Thread != ThreadColumn.None || Command.Length <= Fields.MaxCommandBytes);
    }

    // mixer 4711         10
    private static bool IsPeriod(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> word = Fields.TakeLastWord(ref columns);
        int width = word.Length + columns.Length - columns.TrimEnd((byte)' ').Length - 1;
        return Fields.CountDigits(word) == word.Length
            && (width >= PeriodWidth || !Fields.TryReadInteger(word, out int number) || number > MaxThreadId);
    }

    //    10101010 cpu-clock:ppp:
    //    sched:sched_switch: prev_comm=42 …
    //    10101010 cpu-clock:ppp:      56476c6151ff leaf+0x16 (/opt/corpus/build/oddnames)
    //  PERF_RECORD_LOST lost 1
    //  	metric:     0.83  insn per cycle
    private bool TryReadEvent(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text is [(byte)'\t', ..])
        {
            IsDetail = text.StartsWith("\tmetric: "u8);
            text = text.TrimStart(" \t"u8);
        }

        if (text.StartsWith("PERF_RECORD_"u8))
        {
            IsSideBand = true;
            Payload = text;
            return true;
        }

        int digits = Fields.CountDigits(text);
        if (digits > 0 && (digits == text.Length || text[digits] == (byte)' '))
        {
            ReadOnlySpan<byte> rest = text[digits..].TrimStart((byte)' ');
            if (Fields.TryReadPeriod(text[..digits], out long period) && TryReadName(rest))
            {
                Period = period;
                return true;
            }
        }

        return TryReadName(text);
    }

    private bool TryReadName(ReadOnlySpan<byte> text)
    {
        int end = EndOfName(text);
        ReadOnlySpan<byte> name = end > 0 ? text[..end] : [];
        if (!name.IsEmpty && IsName(name))
        {
            EventName = name;
            Payload = text[(end + 1)..].TrimStart((byte)' ');
            return true;
        }

        // -F comm,tid,time,ip,sym has no event; a frame or nothing follows.
        EventName = [];
        Payload = text;
        return text.IsEmpty || FrameLine.IsAddressAndSymbol(text);
    }

    // Names may hold blanks: raw 0x412e, cpu/event=0x3c, umask=1/. An address and its symbol, a second period, or columns are
    // none.
    private static bool IsName(ReadOnlySpan<byte> name)
    {
        int blank = name.IndexOf((byte)' ');
        ReadOnlySpan<byte> first = blank < 0 ? name : name[..blank];
        return name.IndexOfAnyExcept(Fields.NumberBytes) >= 0
            && (blank < 0 || (char.IsAsciiLetter((char)first[0]) && (name.Contains((byte)'/') || Fields.CountHexDigits(first) < first.Length)));
    }

    // Event names hold colons of their own: the name ends at the first that is followed by a blank.
    private static int EndOfName(ReadOnlySpan<byte> text)
    {
        for (int start = 0; text[start..].IndexOf((byte)':') is var distance and >= 0; start += distance + 1)
        {
            int colon = start + distance;
            if (colon + 1 == text.Length || text[colon + 1] is (byte)' ' or (byte)'\t')
            {
                return colon;
            }
        }

        return -1;
    }
}
