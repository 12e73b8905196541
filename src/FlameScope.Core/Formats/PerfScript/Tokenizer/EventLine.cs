namespace FlameScope.Formats.PerfScript;

/// <summary>The fields of one event line. Spans point into the line.</summary>
internal ref struct EventLine
{
    // The kernel cuts commands at 15 bytes; only names that perf escaped or other tools made are longer.
    private const int MostCommandBytes = 15;

    public ReadOnlySpan<byte> Command { get; private set; }

    /// <summary>Everything up to the thread's ids; equal text means an equal thread.</summary>
    public ReadOnlySpan<byte> ThreadText { get; private set; }

    public int Pid { get; private set; }

    public int Tid { get; private set; }

    public int Cpu { get; private set; }

    public long Time { get; private set; }

    public long? Period { get; private set; }

    public ReadOnlySpan<byte> EventName { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    public bool IsSideBand { get; private set; }

    /// <summary>Start, end and decimals of the time where just one place looks like one; 0 elsewhere.</summary>
    public (int Start, int End, int Decimals) OnlyTime { get; private set; }

    // ingest/0 20483  4508.578877:   20408163 cpu-clock:ppp:
    // job 3.25: run 17841  4118.472495:   10101010 cpu-clock:ppp:
    // a:b [c]  3723 [001]  2435.419608:  sched:sched_switch: prev_comm=x 1 [000] 5.5: prev_pid=3723
    //
    // What looks like a time may also stand in the command or in the payload. Of all places that leave whole columns on
    // both sides, the last one whose command a kernel could have printed is right: one in the command lies before it, and
    // one in the payload would make the command too long.
    public static bool TryRead(ReadOnlySpan<byte> line, scoped in PerfScriptLayout layout, out EventLine result)
    {
        ReadOnlySpan<byte> text = line.TrimEnd((byte)' ');
        result = default;
        bool found = false;
        int anchors = 0;
        (int, int, int) time = default;
        TimeAnchors times = new(text, layout.TimeDecimals);
        ColumnAnchors columns = new(text);
        while (layout.HasTime ? times.TryNext(out Anchor anchor) : columns.TryNext(out anchor))
        {
            anchors++;
            time = (anchor.Start, anchor.End, times.Decimals);
            EventLine candidate = new() { Time = anchor.Time, Cpu = -1, Pid = -1, Tid = -1 };
            if (candidate.TryReadEvent(text[anchor.End..]) && candidate.TryReadColumns(text[..anchor.Start], layout)
                && (!found || candidate.Command.Length <= MostCommandBytes))
            {
                result = candidate;
                found = true;
            }
        }

        result.OnlyTime = anchors == 1 && layout.HasTime ? time : default;
        return found;
    }

    // postgres  3380 [000] U 2026-11-22 19:05:15.833526
    private bool TryReadColumns(ReadOnlySpan<byte> columns, scoped in PerfScriptLayout layout)
    {
        columns = columns.TrimEnd((byte)' ');
        if (Fields.EndsWithTimeOfDay(columns))
        {
            columns = columns[..^Fields.TimeOfDayLength].TrimEnd((byte)' ');
        }

        if (layout.HasMisc)
        {
            ReadOnlySpan<byte> before = columns;
            columns = Fields.IsMisc(Fields.TakeLastWord(ref before)) ? before : columns;
        }

        return TryReadCpu(ref columns, layout.Cpu) && TryReadThread(columns, layout.Thread);
    }

    private bool TryReadCpu(ref ReadOnlySpan<byte> columns, PerfScriptCpuColumn column)
    {
        if (column == PerfScriptCpuColumn.None)
        {
            return true;
        }

        ReadOnlySpan<byte> field = Fields.TakeLastWord(ref columns);
        bool isRead = column == PerfScriptCpuColumn.Bracketed
            ? Fields.TryReadBracketedCpu(field, out int cpu)
            : Fields.TryReadCpu(field, out cpu);
        Cpu = cpu;
        return isRead;
    }

    private bool TryReadThread(ReadOnlySpan<byte> columns, PerfScriptThreadColumn column)
    {
        ThreadText = columns.TrimEnd((byte)' ');
        if (column != PerfScriptThreadColumn.None)
        {
            ReadOnlySpan<byte> field = Fields.TakeLastWord(ref columns);
            int process = -1;
            bool isRead = column == PerfScriptThreadColumn.ProcessAndThread
                ? Fields.TryReadPair(field, out process, out int thread)
                : Fields.TryReadInteger(field, out thread);
            if (!isRead)
            {
                return false;
            }

            Pid = process;
            Tid = thread;
        }

        Command = columns.Trim((byte)' ');
        return true;
    }

    //    10101010 cpu-clock:ppp:
    //    sched:sched_switch: prev_comm=42 …
    //    10101010 cpu-clock:ppp:      56476c6151ff leaf+0x16 (/opt/corpus/build/oddnames)
    //  PERF_RECORD_LOST lost 1
    private bool TryReadEvent(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart((byte)' ');
        if (text.StartsWith("PERF_RECORD_"u8))
        {
            IsSideBand = true;
            Payload = text;
            return true;
        }

        int digits = Fields.CountDigits(text);
        if (digits > 0 && (digits == text.Length || text[digits] == (byte)' '))
        {
            ReadOnlySpan<byte> behind = text[digits..].TrimStart((byte)' ');
            if (Fields.TryReadDigits(text[..digits], out long period) && TryReadName(behind))
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
        bool hasName = end > 0 && (name.IndexOf((byte)' ') < 0 || name.IndexOf((byte)'/') >= 0)
            && name.IndexOfAnyExcept(Fields.NumberBytes) >= 0;
        if (hasName)
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

    // Event names hold colons of their own: the name ends at the first that is followed by a blank.
    private static int EndOfName(ReadOnlySpan<byte> text)
    {
        for (int start = 0; text[start..].IndexOf((byte)':') is var distance and >= 0; start += distance + 1)
        {
            int colon = start + distance;
            if (colon + 1 == text.Length || text[colon + 1] == (byte)' ')
            {
                return colon;
            }
        }

        return -1;
    }
}
