using BenchmarkDotNet.Attributes;

namespace FlameScope.Benchmarks;

/// <summary>Views of ten million samples on 400,000 stacks.</summary>
[MemoryDiagnoser]
public class LargeStoreBenchmarks
{
    private static readonly HeatMapOptions Plain = new() { Rows = 50 };
    private static readonly SampleCondition Filter = SampleCondition.Frame(FramePattern.Parse("function_77"));

    private SampleStore _store = null!;

    /// <summary>Whether every thread runs every stack.</summary>
    [Params(false, true)]
    public bool IsShared { get; set; }

    [GlobalSetup]
    public void Create() => _store = LargeStore.Create(IsShared);

    [Benchmark]
    public HeatMap Heat_map_of_50_rows() => HeatMap.Create(_store, Plain);

    [Benchmark]
    public HeatMap Heat_map_of_50_rows_with_a_frame_filter() => HeatMap.Create(_store.Where(Filter), Plain);

    [Benchmark]
    public FlameTree Flame_tree_of_the_whole() => FlameTree.Create(_store);
}
