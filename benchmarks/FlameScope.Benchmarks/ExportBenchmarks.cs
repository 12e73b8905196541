using BenchmarkDotNet.Attributes;
using FlameScope.Export;

namespace FlameScope.Benchmarks;

/// <summary>From views of a whole recording to bytes that go nowhere.</summary>
[MemoryDiagnoser]
public class ExportBenchmarks
{
    private HeatMap _map = null!;
    private FlameTree _tree = null!;

    [ParamsSource(nameof(Recordings))]
    public Recording Recording { get; set; } = null!;

    public static IEnumerable<Recording> Recordings => Recording.All();

    [GlobalSetup]
    public void Load()
    {
        SampleStore store = ProfileLoader.Load(Recording.PlainPath);
        _map = HeatMap.Create(store);
        _tree = FlameTree.Create(store);
    }

    [Benchmark]
    public void Heat_map_as_SVG() => new SvgHeatMapExporter().Export(_map, Stream.Null);

    [Benchmark]
    public void Heat_map_as_JSON() => new JsonHeatMapExporter().Export(_map, Stream.Null);

    [Benchmark]
    public void Flame_tree_as_SVG() => new SvgFlameGraphExporter().Export(_tree, Stream.Null);

    [Benchmark]
    public void Flame_tree_as_JSON() => new JsonFlameTreeExporter().Export(_tree, Stream.Null);

    [Benchmark]
    public void Flame_tree_as_folded_stacks() => new FoldedExporter().Export(_tree, Stream.Null);
}
