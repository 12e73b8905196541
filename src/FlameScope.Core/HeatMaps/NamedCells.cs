using System.Globalization;
using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>The cells of rows that stand for CPUs, or for the busiest threads, processes or commands.</summary>
internal sealed class NamedCells
{
    private readonly int[] _rowOf;
    private readonly bool _areCpus;

    /// <param name="rows">The rows.</param>
    /// <param name="rowOf">The row of each thread, or of each CPU.</param>
    /// <param name="areCpus">Whether rows stand for CPUs.</param>
    private NamedCells(HeatMapRow[] rows, int[] rowOf, bool areCpus)
    {
        Rows = rows;
        _rowOf = rowOf;
        _areCpus = areCpus;
    }

    public HeatMapRow[] Rows { get; }

    public static NamedCells Create(SampleSelection selection, HeatMapOptions options) => options.RowKind == HeatMapRowKind.Cpu
        ? OfCpus(selection.Profile)
        : OfThreads(selection.Profile, selection, options);

    public long[] Sum(SampleSelection selection, HeatMapLayout layout)
    {
        CellValues cells = new(new HeatMapGrid(layout.Origin, layout.ColumnWidth, 1), layout.Columns, layout.Rows);
        foreach (BlockSelection block in selection.Blocks)
        {
            if (_areCpus)
            {
                BlockCells.Add(block, selection.Weight, cells, new RowsByCpu(_rowOf));
            }
            else
            {
                BlockCells.Add(block, selection.Weight, cells, new RowsByThread(_rowOf));
            }
        }

        return cells.Finish();
    }

    // Every CPU of the profile has its row, whether the view shows samples of it or not: an idle CPU is worth seeing.
    private static NamedCells OfCpus(Profile profile)
    {
        SortedSet<short> seen = [];
        foreach (SampleBlock block in profile.Blocks)
        {
            foreach (short cpu in block.Cpus)
            {
                seen.Add(cpu);
            }
        }

        short[] cpus = [.. seen];
        int[] rowOfCpu = new int[1 << 16];
        for (int row = 0; row < cpus.Length; row++)
        {
            rowOfCpu[(ushort)cpus[row]] = row;
        }

        return new NamedCells(
            Array.ConvertAll(cpus, cpu => new HeatMapRow(cpu < 0 ? "CPU unknown" : "CPU " + Text(cpu), SampleCondition.Cpu(cpu))),
            rowOfCpu,
            areCpus: true);
    }

    private static NamedCells OfThreads(Profile profile, SampleSelection selection, HeatMapOptions options)
    {
        int[] groupOfThread = new int[profile.ThreadTable.Length];
        List<HeatMapRow> groups = [];
        Dictionary<object, int> known = [];
        for (int i = 0; i < groupOfThread.Length; i++)
        {
            (object key, HeatMapRow row) = Describe(profile, profile.ThreadTable[i], options.RowKind);
            if (!known.TryGetValue(key, out groupOfThread[i]))
            {
                groupOfThread[i] = groups.Count;
                known.Add(key, groups.Count);
                groups.Add(row);
            }
            else if (options.RowKind == HeatMapRowKind.Process && profile.ThreadTable[i].Pid == profile.ThreadTable[i].Tid)
            {
                // A process bears the name of its main thread, whichever of its threads came first.
                groups[groupOfThread[i]] = row;
            }
        }

        (long[] values, long[] samples) = SumByThread(selection, groupOfThread.Length);
        long[] shown = new long[groups.Count];
        bool[] isShown = new bool[groups.Count];
        for (int thread = 0; thread < groupOfThread.Length; thread++)
        {
            shown[groupOfThread[thread]] = Saturating.Add(shown[groupOfThread[thread]], values[thread]);
            isShown[groupOfThread[thread]] |= samples[thread] > 0;
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

        return new NamedCells(rows, Array.ConvertAll(groupOfThread, group => rowOfGroup[group]), areCpus: false);
    }

    private static (long[] Values, long[] Samples) SumByThread(SampleSelection selection, int threads)
    {
        long[] samples = new long[threads];
        long[] values = selection.Weight == SampleWeight.Count ? samples : new long[threads];
        foreach (BlockSelection block in selection.Blocks)
        {
            ThreadId[] ofSample = block.Block.Threads;
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    int thread = ofSample[sample].Value;
                    samples[thread]++;
                    if (selection.Weight == SampleWeight.Value)
                    {
                        values[thread] = Saturating.Add(values[thread], block.ValueOf(sample));
                    }
                }
            }
        }

        return (values, samples);
    }

    private static (object Key, HeatMapRow Row) Describe(Profile profile, ProfiledThread thread, HeatMapRowKind kind)
    {
        string command = profile.Strings.GetString(thread.Command) is { Length: > 0 } name ? name : UnknownName.Text;
        return kind switch
        {
            HeatMapRowKind.Command => (
                profile.Strings.GetString(thread.Command), new HeatMapRow(command, SampleCondition.Command(profile.Strings.GetString(thread.Command)))),
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
