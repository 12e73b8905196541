namespace FlameScope.Formats.PerfScript;

/// <summary>The columns of an event line before its time. Spans point into the line.</summary>
internal ref struct EventColumns
{
    // comm is printed as %16s without a call graph, as %s with one; -L cuts it to 8. Ids are printed as %5d.
    private const int CommandWidth = 16;
    private const int IdWidth = 5;

    public ReadOnlySpan<byte> Command { get; private set; }

    public ReadOnlySpan<byte> ThreadText { get; private set; }

    public int Pid { get; private set; }

    public int Tid { get; private set; }

    public int Cpu { get; private set; }

    public EventLayout Layout { get; private set; }

    /// <summary>Reads columns that are known.</summary>
    // postgres  3380 [000] U
    public static bool TryRead(ReadOnlySpan<byte> columns, EventLayout layout, out EventColumns result)
    {
        result = default;
        result.Cpu = -1;
        result.Pid = -1;
        result.Tid = -1;
        result.Layout = layout;
        return result.TryRead(columns.TrimEnd((byte)' '));
    }

    /// <summary>
    /// The most columns that a line may have. It has fewer where its command ends in what looks like one, which many lines together
    /// tell; see <see cref="LayoutDetector"/>.
    /// </summary>
    public static EventLayout LayoutOf(ReadOnlySpan<byte> columns)
    {
        columns = columns.TrimEnd((byte)' ');
        ReadOnlySpan<byte> beforeMisc = columns;
        bool hasMisc = Fields.IsMisc(Fields.TakeLastWord(ref beforeMisc)) && EndsWithColumn(beforeMisc);
        columns = hasMisc ? beforeMisc : columns;

        CpuColumn cpu = CpuOf(columns);
        if (cpu != CpuColumn.None)
        {
            Fields.TakeLastWord(ref columns);
        }

        ReadOnlySpan<byte> thread = IdsOf(Fields.TakeLastWord(ref columns));
        ThreadColumn threadColumn =
            Fields.TryReadPair(thread, out _, out _) ? ThreadColumn.ProcessAndThread
            : Fields.TryReadInteger(thread, out _) ? ThreadColumn.Thread
            : ThreadColumn.None;
        return new EventLayout(threadColumn, cpu, hasMisc, HasTime: false);
    }

    private bool TryRead(ReadOnlySpan<byte> columns)
    {
        if (Layout.HasMisc)
        {
            ReadOnlySpan<byte> before = columns;
            columns = Fields.IsMisc(Fields.TakeLastWord(ref before)) ? before : columns;
        }

        return TryReadCpu(ref columns) && TryReadThread(columns);
    }

    private bool TryReadCpu(ref ReadOnlySpan<byte> columns)
    {
        if (Layout.Cpu == CpuColumn.None)
        {
            return true;
        }

        ReadOnlySpan<byte> field = Fields.TakeLastWord(ref columns);
        bool isRead = Layout.Cpu == CpuColumn.Bracketed ? Fields.TryReadBracketedCpu(field, out int cpu) : Fields.TryReadCpu(field, out cpu);
        Cpu = cpu;
        return isRead;
    }

    private bool TryReadThread(ReadOnlySpan<byte> columns)
    {
        ThreadText = columns.TrimEnd((byte)' ');
        if (Layout.Thread == ThreadColumn.None)
        {
            Command = columns.Trim((byte)' ');
            return true;
        }

        ReadOnlySpan<byte> word = Fields.TakeLastWord(ref columns);
        ReadOnlySpan<byte> ids = IdsOf(word);
        int process = -1;
        bool isRead = Layout.Thread == ThreadColumn.ProcessAndThread
            ? Fields.TryReadPair(ids, out process, out int thread)
            : Fields.TryReadInteger(ids, out thread);
        Pid = process;
        Tid = thread;
        Command = ids.Length < word.Length ? ThreadText[..^(ids.Length + 1)] : CommandOf(columns, ids);
        return isRead;
    }

    // A command may begin with blanks; those in front of one in a column that is wide enough for any are perf's own.
    private readonly ReadOnlySpan<byte> CommandOf(ReadOnlySpan<byte> columns, scoped ReadOnlySpan<byte> ids)
    {
        int slash = ids.IndexOf((byte)'/');
        int padding = Math.Max(0, IdWidth - (slash < 0 ? ids.Length : slash));
        int end = columns.Length - padding - 1;
        if (end < 0 || columns[end..].ContainsAnyExcept((byte)' '))
        {
            end = Math.Max(0, columns.Length - 1);
        }

        return end >= CommandWidth || Layout.Cpu == CpuColumn.Bare
            ? columns[..end].Trim((byte)' ')
            : columns[..end].TrimEnd((byte)' ');
    }

    // simpleperf: RenderThread<TAB>2145
    private static ReadOnlySpan<byte> IdsOf(ReadOnlySpan<byte> word) => word[(word.LastIndexOf((byte)'\t') + 1)..];

    private static bool EndsWithColumn(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> last = IdsOf(Fields.TakeLastWord(ref columns));
        return Fields.TryReadBracketedCpu(last, out _) || Fields.TryReadInteger(last, out _) || Fields.TryReadPair(last, out _, out _);
    }

    // A bare CPU is three wide where a thread id is five: "postgres  3380   0" has one, "java 123    12" has none.
    private static CpuColumn CpuOf(ReadOnlySpan<byte> columns)
    {
        ReadOnlySpan<byte> before = columns;
        ReadOnlySpan<byte> last = Fields.TakeLastWord(ref before);
        if (Fields.TryReadBracketedCpu(last, out _))
        {
            return CpuColumn.Bracketed;
        }

        int width = columns.TrimEnd((byte)' ').Length - before.TrimEnd((byte)' ').Length - 1;
        return width == 3 && Fields.TryReadCpu(last, out _) && EndsWithColumn(before) ? CpuColumn.Bare : CpuColumn.None;
    }
}
