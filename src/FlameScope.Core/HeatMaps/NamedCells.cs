using System.Globalization;
using FlameScope.Filters;

namespace FlameScope.HeatMaps;

/// <summary>The cells of rows that stand for CPUs, or for the busiest threads, processes or commands.</summary>
internal sealed class NamedCells
{
    private readonly Func<int, int> _rowOfSample;

    private NamedCells(HeatMapRow[] rows, Func<int, int> rowOfSample)
    {
        Rows = rows;
        _rowOfSample = rowOfSample;
    }

    public HeatMapRow[] Rows { get; }

    public static NamedCells Of(SampleStore store, SampleSelection selection, HeatMapOptions options) =>
        options.RowKind == HeatMapRowKind.Cpu ? OfCpus(store) : OfThreads(store, selection, options);

    public long[] Sum(SampleStore store, SampleSelection selection, HeatMapLayout layout, SampleWeight weight)
    {
        long[] values = new long[layout.Columns * layout.Rows];
        HeatMapGrid columns = new(layout.Origin, layout.ColumnWidth, 1);
        ReadOnlySpan<long> times = store.Times;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                values[(columns.LinearCellOf(times[sample]) * layout.Rows) + _rowOfSample(sample)] +=
                    weight == SampleWeight.Count ? 1 : store.WeightOf(sample);
            }
        }

        return values;
    }

    // Every CPU of the profile has its row, whether the view shows samples of it or not: an idle CPU is worth seeing.
    private static NamedCells OfCpus(SampleStore store)
    {
        SortedSet<short> seen = [];
        foreach (short cpu in store.Cpus)
        {
            seen.Add(cpu);
        }

        short[] cpus = [.. seen];
        int[] rowOfCpu = new int[1 << 16];
        for (int row = 0; row < cpus.Length; row++)
        {
            rowOfCpu[(ushort)cpus[row]] = row;
        }

        return new NamedCells(
            Array.ConvertAll(cpus, cpu => new HeatMapRow(cpu < 0 ? "CPU unknown" : "CPU " + Text(cpu), SampleCondition.Cpu(cpu))),
            sample => rowOfCpu[(ushort)store.Cpus[sample]]);
    }

    private static NamedCells OfThreads(SampleStore store, SampleSelection selection, HeatMapOptions options)
    {
        int[] groupOfThread = new int[store.ThreadTable.Length];
        List<HeatMapRow> groups = [];
        Dictionary<object, int> known = [];
        for (int i = 0; i < groupOfThread.Length; i++)
        {
            (object key, HeatMapRow row) = Describe(store, store.ThreadTable[i], options.RowKind);
            if (!known.TryGetValue(key, out groupOfThread[i]))
            {
                groupOfThread[i] = groups.Count;
                known.Add(key, groups.Count);
                groups.Add(row);
            }
            else if (options.RowKind == HeatMapRowKind.Process && store.ThreadTable[i].Pid == store.ThreadTable[i].Tid)
            {
                // A process bears the name of its main thread, whichever of its threads came first.
                groups[groupOfThread[i]] = row;
            }
        }

        long[] shown = new long[groups.Count];
        bool[] isShown = new bool[groups.Count];
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                int group = groupOfThread[store.Threads[sample].Value];
                shown[group] += options.Weight == SampleWeight.Count ? 1 : store.WeightOf(sample);
                isShown[group] = true;
            }
        }

        int[] busiest = [.. Enumerable.Range(0, groups.Count)
            .Where(group => isShown[group])
            .OrderByDescending(group => shown[group])
            .ThenBy(group => groups[group].Name, StringComparer.Ordinal)];
        bool hasOthers = busiest.Length > options.TopRows;
        HeatMapRow[] rows = [.. busiest.Take(options.TopRows).Select(group => groups[group])];
        int[] rowOfGroup = new int[groups.Count];
        Array.Fill(rowOfGroup, rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            rowOfGroup[busiest[row]] = row;
        }

        if (hasOthers)
        {
            rows = [.. rows, new HeatMapRow("other", !SampleCondition.Any(rows.Select(row => row.Condition)))];
        }

        return new NamedCells(rows, sample => rowOfGroup[groupOfThread[store.Threads[sample].Value]]);
    }

    private static (object Key, HeatMapRow Row) Describe(SampleStore store, ProfiledThread thread, HeatMapRowKind kind)
    {
        string command = store.Strings.GetString(thread.Command) is { Length: > 0 } name ? name : "[unknown]";
        return kind switch
        {
            HeatMapRowKind.Command => (
                store.Strings.GetString(thread.Command), new HeatMapRow(command, SampleCondition.Command(store.Strings.GetString(thread.Command)))),
            HeatMapRowKind.Process => (
                thread.PidOrTid,
                new HeatMapRow($"{command}-{Text(thread.PidOrTid)}", SampleCondition.Process(thread.PidOrTid))),
            _ => (
                (thread.PidOrTid, thread.Tid),
                new HeatMapRow(
                    $"{command}-{Text(thread.Tid)}",
                    SampleCondition.Process(thread.PidOrTid) & SampleCondition.Thread(thread.Tid))),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
