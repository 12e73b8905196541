using System.Globalization;
using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>The cells of rows that stand for CPUs, or for the busiest threads, processes or commands.</summary>
internal sealed class NamedCells
{
    private readonly Func<SampleBlock, int, int> _rowOfSample;

    private NamedCells(HeatMapRow[] rows, Func<SampleBlock, int, int> rowOfSample)
    {
        Rows = rows;
        _rowOfSample = rowOfSample;
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
            BlockCells.Add(block, selection.Weight, cells, _rowOfSample);
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
            (block, sample) => rowOfCpu[(ushort)block.Cpus[sample]]);
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

        long[] shown = new long[groups.Count];
        bool[] isShown = new bool[groups.Count];
        foreach (BlockSelection block in selection.Blocks)
        {
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    int group = groupOfThread[block.Block.Threads[sample].Value];
                    shown[group] = Saturating.Add(shown[group], selection.Weight == SampleWeight.Count ? 1 : block.ValueOf(sample));
                    isShown[group] = true;
                }
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

        return new NamedCells(rows, (block, sample) => rowOfGroup[groupOfThread[block.Threads[sample].Value]]);
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
