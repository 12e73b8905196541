using BenchmarkDotNet.Attributes;

namespace FlameScope.Benchmarks;

/// <summary>From a store to a heat map of the whole recording.</summary>
[MemoryDiagnoser]
public class HeatMapBenchmarks
{
    private SampleStore _store = null!;

    [ParamsSource(nameof(Recordings))]
    public Recording Recording { get; set; } = null!;

    [Params(10, 50, 99)]
    public int Rows { get; set; }

    public static IEnumerable<Recording> Recordings => Recording.All();

    [GlobalSetup]
    public void Load() => _store = ProfileLoader.Load(Recording.PlainPath);

    [Benchmark]
    public HeatMap Heat_map_of_the_whole() => HeatMap.Create(_store, new HeatMapOptions { Rows = Rows });
}
