using System.Globalization;
using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>The cells of rows that stand for CPUs, or for the busiest threads, processes, commands or control groups.</summary>
internal sealed class NamedCells
{
    private readonly int[] _rowOf;
    private readonly HeatMapRowKind _kind;

    /// <param name="rows">The rows.</param>
    /// <param name="rowOf">The row of each thread, set of labels, or CPU.</param>
    /// <param name="kind">What the rows stand for.</param>
    private NamedCells(HeatMapRow[] rows, int[] rowOf, HeatMapRowKind kind)
    {
        Rows = rows;
        _rowOf = rowOf;
        _kind = kind;
    }

    public HeatMapRow[] Rows { get; }

    public static NamedCells Create(SampleSelection selection, HeatMapOptions options) => options.RowKind switch
    {
        HeatMapRowKind.Cpu => OfCpus(selection.Profile),
        HeatMapRowKind.Cgroup => OfCgroups(selection.Profile, selection, options),
        _ => OfThreads(selection.Profile, selection, options),
    };

    public long[] Sum(SampleSelection selection, HeatMapLayout layout)
    {
        CellValues cells = new(new HeatMapGrid(layout.Origin, layout.ColumnWidth, 1), layout.Columns, layout.Rows);
        foreach (BlockSelection block in selection.Blocks)
        {
            switch (_kind)
            {
                case HeatMapRowKind.Cpu:
                    BlockCells.Add<RowsByCpu>(block, selection.Weight, cells, _rowOf);
                    break;
                case HeatMapRowKind.Cgroup:
                    BlockCells.Add<RowsByLabels>(block, selection.Weight, cells, _rowOf);
                    break;
                default:
                    BlockCells.Add<RowsByThread>(block, selection.Weight, cells, _rowOf);
                    break;
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
            HeatMapRowKind.Cpu);
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

        return OfBusiest(groups, groupOfThread, SumBy<RowsByThread>(selection, groups.Count, groupOfThread), options);
    }

    private static NamedCells OfCgroups(Profile profile, SampleSelection selection, HeatMapOptions options)
    {
        int[] groupOfSet = new int[Math.Max(1, profile.LabelTable.Length)];
        List<HeatMapRow> groups = [new HeatMapRow("no cgroup", !SampleCondition.Label(CgroupLabels.Path, TextPattern.Containing("/")))];
        Dictionary<string, int> known = [];
        for (int set = 1; set < groupOfSet.Length; set++)
        {
            if (CgroupLabels.PathOf(profile, new LabelSetId(set)) is string path && !known.TryGetValue(path, out groupOfSet[set]))
            {
                groupOfSet[set] = groups.Count;
                known.Add(path, groups.Count);
                groups.Add(new HeatMapRow(path, SampleCondition.Label(CgroupLabels.Path, TextPattern.Exactly(path))));
            }

            // The set that has all labels of a group comes last.
            if (groupOfSet[set] > 0 && CgroupLabels.NameOf(profile, new LabelSetId(set)) is string name)
            {
                groups[groupOfSet[set]] = groups[groupOfSet[set]] with { Name = name };
            }
        }

        return OfBusiest(groups, groupOfSet, SumBy<RowsByLabels>(selection, groups.Count, groupOfSet), options);
    }

    private static NamedCells OfBusiest(List<HeatMapRow> groups, int[] groupOf, (long[] Values, long[] Samples) sums, HeatMapOptions options)
    {
        int[] busiest = [.. Enumerable.Range(0, groups.Count)
            .Where(group => sums.Samples[group] > 0)
            .OrderByDescending(group => sums.Values[group])
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

        return new NamedCells(rows, Array.ConvertAll(groupOf, group => rowOfGroup[group]), options.RowKind);
    }

    private static (long[] Values, long[] Samples) SumBy<TRows>(SampleSelection selection, int count, int[] groupOf)
        where TRows : struct, ISampleRows<TRows>, allows ref struct
    {
        long[] samples = new long[count];
        long[] values = selection.Weight == SampleWeight.Count ? samples : new long[count];
        foreach (BlockSelection block in selection.Blocks)
        {
            TRows groups = TRows.In(block.Block, groupOf);
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    int group = groups.Of(sample);
                    samples[group]++;
                    if (selection.Weight == SampleWeight.Value)
                    {
                        values[group] = Saturating.Add(values[group], block.ValueOf(sample));
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
