using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>What holds for every store that a load gives.</summary>
internal static class StoreCheck
{
    private static readonly SampleFilter Everything = new() { Event = EventSelection.All, IncludeIdle = true, IncludeWaiting = true };

    /// <summary>Columns fit their tables, the report fits the columns, and views agree with each other.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void Run(SampleStore store)
    {
        Require(store.Count > 0, "a load without samples");
        RunTables(store);
        RunReport(store);
        RunViews(store, SampleFilter.Default);
        RunViews(store, Everything);
        if (store.TimeAxis == TimeAxis.Clock)
        {
            RunSlices(store);
        }
    }

    /// <summary>The map of a store, in columns wide enough; <see langword="null"/> where it has no clock.</summary>
    public static HeatMap? MapOf(SampleStore store, SampleFilter filter)
    {
        if (store.TimeAxis != TimeAxis.Clock)
        {
            return null;
        }

        const int Rows = 7;
        const int MostCells = 70_000;
        long width = Math.Max(1_000_000_000, store.TimeRange.Duration / (MostCells / Rows / 2));
        return HeatMap.Create(store.Where(filter).WeighedBy(SampleWeight.Count), new HeatMapOptions { Rows = Rows, ColumnNanoseconds = width, MaxCells = MostCells });
    }

    /// <summary>Two stores are the same in every column, table and count.</summary>
    /// <exception cref="InvariantException">They are not.</exception>
    public static void RequireIdentical(SampleStore expected, SampleStore actual)
    {
        RequireSameSamples(expected, actual);
        RequireEqual(expected.Header, actual.Header, "headers");
        RequireEqual(expected.TimeAxis, actual.TimeAxis, "time axes");
        RequireSame<LoadDiagnostic>([.. expected.Report.Diagnostics], [.. actual.Report.Diagnostics], "diagnostics");
        RequireEqual(expected.Report, actual.Report, "reports");
    }

    /// <summary>Two stores have the same samples, by the same numbers in the same tables.</summary>
    /// <exception cref="InvariantException">They have not.</exception>
    public static void RequireSameSamples(SampleStore expected, SampleStore actual)
    {
        RequireSame(expected.Times, actual.Times, "times");
        RequireSame(expected.Stacks, actual.Stacks, "stacks");
        RequireSame(expected.Threads, actual.Threads, "threads");
        RequireSame(expected.Events, actual.Events, "events");
        RequireSame(expected.Cpus, actual.Cpus, "CPUs");
        RequireSame(expected.Weights, actual.Weights, "weights");
        RequireEqual(expected.UniformWeight, actual.UniformWeight, "uniform weight");
        RequireSame(expected.Frames, actual.Frames, "frame tables");
        RequireSame(expected.ThreadTable, actual.ThreadTable, "thread tables");
        RequireSame(expected.EventKinds, actual.EventKinds, "event tables");
        RequireSame(expected.StackTrie.Frames, actual.StackTrie.Frames, "frames of stacks");
        RequireSame(expected.StackTrie.Parents, actual.StackTrie.Parents, "parents of stacks");
        RequireEqual(expected.Strings.Count, actual.Strings.Count, "numbers of strings");
        for (int i = 0; i < expected.Strings.Count; i++)
        {
            RequireSame(expected.Strings[new StringId(i)], actual.Strings[new StringId(i)], "strings");
        }
    }

    private static void RunTables(SampleStore store)
    {
        Require(store.Threads.Length == store.Count && store.Stacks.Length == store.Count && store.Cpus.Length == store.Count
            && store.Events.Length == store.Count && store.Weights.Length is var weights && (weights == 0 || weights == store.Count), "columns of different lengths");
        for (int i = 0; i < store.Count; i++)
        {
            Require(i == 0 || store.Times[i] >= store.Times[i - 1], "samples out of order");
            Require((uint)store.Threads[i].Value < (uint)store.ThreadTable.Length, "a thread that is not in its table");
            Require((uint)store.Stacks[i].Value < (uint)store.StackTrie.Count, "a stack that is not in its trie");
            Require(store.Events[i] < store.EventKinds.Length, "an event that is not in its table");
            Require(store.WeightOf(i) >= 0, "a negative weight");
        }

        for (int node = 1; node < store.StackTrie.Count; node++)
        {
            Require(store.StackTrie.Parents[node].Value < node, "a parent behind its child");
            Require((uint)store.StackTrie.Frames[node].Value < (uint)store.Frames.Length, "a frame that is not in its table");
        }

        HashSet<string> strings = new(StringComparer.Ordinal);
        for (int i = 0; i < store.Strings.Count; i++)
        {
            Require(strings.Add(Convert.ToHexString(store.Strings[new StringId(i)])), "a string twice");
        }

        RequireEqual(store.Frames.Length, new HashSet<Frame>(store.Frames.ToArray()).Count, "distinct frames");
    }

    private static void RunReport(SampleStore store)
    {
        LoadReport report = store.Report;
        RequireEqual((long)store.Count, report.Samples + report.Derived, "samples in the report");
        RequireEqual(report.Samples + report.Unparsed, report.Events, "events in the report");
        Require(report.Unparsed >= 0 && report.Lost >= 0 && report.SideBand >= 0, "negative counts");
        Require(report.Diagnostics.Count <= 20, "more than 20 diagnostics");
        Require(report.Diagnostics.Count >= Math.Min(20, report.Unparsed), "unparsed places without a diagnostic");
        foreach (LoadDiagnostic diagnostic in report.Diagnostics)
        {
            Require(diagnostic.LineNumber <= report.LinesRead && diagnostic.ByteOffset <= report.BytesRead, $"a diagnostic behind the end: {diagnostic}");
            Require(!diagnostic.Text.AsSpan().ContainsAnyInRange('\0', '\u001f'), "a control character in a diagnostic");
        }
    }

    private static void RunViews(SampleStore store, SampleFilter filter)
    {
        FlameTree tree = FlameTree.Create(store.Where(filter).WeighedBy(SampleWeight.Count));
        Coverage coverage = tree.Coverage;
        RequireEqual(store.Count - store.Report.Derived + coverage.Derived, coverage.Samples, "samples of the coverage");
        RequireEqual(coverage.Samples, coverage.Shown + coverage.Idle + coverage.Waiting + coverage.FilteredByEvent + coverage.FilteredByRange, "parts of the coverage");
        RequireEqual(coverage.Shown, tree.Total, "total of the tree");
        RequireTree(tree);
        if (MapOf(store, filter) is HeatMap map)
        {
            RequireEqual(coverage, map.Coverage, "coverages of map and tree");
            RequireEqual(coverage.Shown, Sum(map.Values), "sum of cells");
        }
    }

    private static void RequireTree(FlameTree tree)
    {
        long[] totals = new long[tree.Count];
        for (int node = tree.Count - 1; node >= 0; node--)
        {
            totals[node] += tree[node].Self;
            RequireEqual(totals[node], tree[node].Total, "total of a node");
            if (tree[node].Parent is FlameNode parent)
            {
                Require(parent.Index < node && parent.Depth == tree[node].Depth - 1, "a node before its parent");
                totals[parent.Index] += totals[node];
            }
        }
    }

    private static void RunSlices(SampleStore store)
    {
        TimeRange whole = store.TimeRange;
        long middle = store.Times[store.Count / 2];
        long left = FlameTree.Create(store.Slice(new TimeRange(whole.Start, middle)).Where(Everything).WeighedBy(SampleWeight.Count)).Total;
        long right = FlameTree.Create(store.Slice(new TimeRange(middle, whole.End)).Where(Everything).WeighedBy(SampleWeight.Count)).Total;
        RequireEqual(store.Count - store.Report.Derived, left + right, "two slices together");
        RequireEqual(0, FlameTree.Create(store.Slice(new TimeRange(middle, middle)).Where(Everything).WeighedBy(SampleWeight.Count)).Total, "an empty slice");
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
        {
            sum += value;
        }

        return sum;
    }
}
