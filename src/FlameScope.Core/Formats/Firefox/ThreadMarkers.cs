using FlameScope.Samples;

namespace FlameScope.Formats.Firefox;

/// <summary>Makes markers of a thread's markers.</summary>
internal static class ThreadMarkers
{
    private const int Interval = 1;
    private const int IntervalStart = 2;
    private const int IntervalEnd = 3;

    /// <param name="builder">Where markers go.</param>
    /// <param name="raw">The markers.</param>
    /// <param name="tables">Their names.</param>
    /// <param name="meta">Names of the categories, and the clock.</param>
    /// <param name="thread">The thread.</param>
    public static void Add(SampleStoreBuilder builder, RawMarkers raw, StackTables tables, ProfileMeta meta, ThreadId thread)
    {
        Dictionary<StringId, Stack<(long Time, int Row)>> open = [];
        int count = Math.Min(raw.Names.Count, raw.Starts.Count);
        for (int row = 0; row < count; row++)
        {
            int phase = row < raw.Phases.Count ? raw.Phases[row] : Interval;
            StringId name = tables.StringOf(raw.Names[row]);
            long start = raw.Starts[row];
            long end = row < raw.Ends.Count ? raw.Ends[row] : long.MinValue;
            if (phase == IntervalStart && start != long.MinValue)
            {
                if (!open.TryGetValue(name, out Stack<(long, int)>? starts))
                {
                    open.Add(name, starts = []);
                }

                starts.Push((start, row));
                continue;
            }

            if (phase == IntervalEnd && end != long.MinValue && open.TryGetValue(name, out Stack<(long Time, int Row)>? begun) && begun.TryPop(out (long Time, int Row) first))
            {
                Add(first.Time, end, first.Row);
                continue;
            }

            if (start != long.MinValue || end != long.MinValue)
            {
                long from = start == long.MinValue ? end : start;
                Add(from, phase == Interval && end > from ? end : from, row);
            }
        }

        // Those that never end are known to begin.
        foreach ((long time, int row) in open.Values.SelectMany(starts => starts).OrderBy(start => start.Row))
        {
            Add(time, time, row);
        }

        void Add(long start, long end, int row)
        {
            Int128 from = Int128.Clamp((Int128)start + meta.ClockAtZero, long.MinValue, long.MaxValue);
            Int128 to = Int128.Clamp((Int128)Math.Max(start, end) + meta.ClockAtZero, long.MinValue, long.MaxValue);
            StringId name = tables.StringOf(raw.Names[row]);
            builder.AddMarker(new Marker(new TimeRange((long)from, (long)to), name == StringId.Empty ? builder.AddString(UnknownName.Utf8) : name)
            {
                Kind = builder.AddString(meta.CategoryOf(row < raw.Categories.Count ? raw.Categories[row] : ColumnReader.None)),
                Thread = thread,
                Text = builder.AddString(row < raw.Texts.Count ? raw.Texts[row] : []),
            });
        }
    }
}
