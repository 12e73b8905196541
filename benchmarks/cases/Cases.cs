using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Benchmarks.Cases;

/// <summary>Everything that is measured in a warm process. The only file here that knows the library's API.</summary>
internal static class Cases
{
    private static readonly LoadOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly SampleFilter Reads = SampleFilter.Default.And(SampleCondition.Frame(FramePattern.Parse("read")));

    /// <summary>Each case by name: from a profile to what is run again and again. Commits are compared by the names that both have.</summary>
    public static IReadOnlyDictionary<string, Func<Profile, Action>> All { get; } = new Dictionary<string, Func<Profile, Action>>
    {
        ["parse"] = profile => () => ProfileLoader.Load(profile.Path, OneThread),
        ["parse-stream"] = profile => () => LoadStream(profile.Path),
        ["build-store"] = profile => () => Copy(profile.Store),

        ["heat-map"] = profile => () => HeatMap.Create(profile.Store),
        ["heat-map-filtered"] = profile => () => HeatMap.Create(profile.Store.Where(Reads)),
        ["heat-map-by-thread"] = profile => () => HeatMap.Create(profile.Store, new HeatMapOptions { RowKind = HeatMapRowKind.Thread }),
        ["flame-tree"] = profile => () => FlameTree.Create(profile.Store),
        ["flame-tree-10s"] = profile => () => FlameTree.Create(profile.Store.Slice(profile.TenSeconds)),
        ["flame-tree-filtered"] = profile => () => FlameTree.Create(profile.Store.Where(Reads)),
        ["top-table"] = profile => () => TopTable.Create(profile.Store),
        ["diff"] = profile => () => FlameDiff.Create(profile.Tree, profile.TreeOfTenSeconds),
        ["find"] = profile => () => PerturbationFinder.Find(profile.Store),

        ["heat-map-svg"] = profile => () => new SvgHeatMapExporter().Export(profile.Map, Stream.Null),
        ["heat-map-json"] = profile => () => new JsonHeatMapExporter().Export(profile.Map, Stream.Null),
        ["flame-svg"] = profile => () => new SvgFlameGraphExporter().Export(profile.Tree, Stream.Null),
        ["flame-json"] = profile => () => new JsonFlameTreeExporter().Export(profile.Tree, Stream.Null),
        ["flame-folded"] = profile => () => new FoldedExporter().Export(profile.Tree, Stream.Null),
        ["diff-json"] = profile => () => new JsonFlameDiffExporter().Export(profile.Diff, Stream.Null),
    };

    private static void LoadStream(string path)
    {
        using FileStream file = File.OpenRead(path);
        ProfileLoader.LoadAsync(file, OneThread).GetAwaiter().GetResult();
    }

    // Ids are given in the order of adding, so those of the copy are those of the store.
    private static SampleStore Copy(SampleStore store)
    {
        SampleStoreBuilder builder = new();
        foreach (Frame frame in store.Frames)
        {
            builder.AddFrame(store.Strings[frame.Symbol], store.Strings[frame.Module], frame.Kind);
        }

        for (int node = 1; node < store.StackTrie.Count; node++)
        {
            builder.AddStack(store.StackTrie.Parents[node], store.StackTrie.Frames[node]);
        }

        foreach (ProfiledThread thread in store.ThreadTable)
        {
            builder.AddThread(store.Strings[thread.Command], thread.Pid, thread.Tid);
        }

        foreach (EventKind kind in store.EventKinds)
        {
            builder.AddEventKind(store.Strings[kind.Name], kind);
        }

        for (int i = 0; i < store.Count; i++)
        {
            builder.AddSample(new SampleRecord(store.Times[i], store.Stacks[i], store.Threads[i], new EventKindId(store.Events[i]), store.Cpus[i], store.WeightOf(i)));
        }

        return builder.Build();
    }
}

/// <summary>The file that cases are run with; what they start from is made when it is first asked for.</summary>
internal sealed class Profile
{
    private readonly Lazy<SampleStore> _store;
    private readonly Lazy<HeatMap> _map;
    private readonly Lazy<FlameTree> _tree;
    private readonly Lazy<FlameTree> _treeOfTenSeconds;
    private readonly Lazy<FlameDiff> _diff;

    public Profile(string path)
    {
        Path = path;
        _store = new(() => ProfileLoader.Load(path));
        _map = new(() => HeatMap.Create(Store));
        _tree = new(() => FlameTree.Create(Store));
        _treeOfTenSeconds = new(() => FlameTree.Create(Store.Slice(TenSeconds)));
        _diff = new(() => FlameDiff.Create(Tree, TreeOfTenSeconds));
    }

    public string Path { get; }

    public SampleStore Store => _store.Value;

    public TimeRange TenSeconds => new(Store.TimeRange.Start, Store.TimeRange.Start + 10_000_000_000);

    public HeatMap Map => _map.Value;

    public FlameTree Tree => _tree.Value;

    public FlameTree TreeOfTenSeconds => _treeOfTenSeconds.Value;

    public FlameDiff Diff => _diff.Value;
}
