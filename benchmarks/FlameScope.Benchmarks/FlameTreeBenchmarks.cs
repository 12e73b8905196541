using BenchmarkDotNet.Attributes;

namespace FlameScope.Benchmarks;

/// <summary>From a store to flame trees of narrow and wide slices.</summary>
[MemoryDiagnoser]
public class FlameTreeBenchmarks
{
    private SampleStore _store = null!;
    private TimeRange _cell;
    private TimeRange _second;
    private TimeRange _tenSeconds;
    private FlameTree[] _seconds = [];

    [ParamsSource(nameof(Recordings))]
    public Recording Recording { get; set; } = null!;

    public static IEnumerable<Recording> Recordings => Recording.All();

    [GlobalSetup]
    public void Load()
    {
        _store = ProfileLoader.Load(Recording.PlainPath);
        HeatMap map = HeatMap.Create(_store);
        HeatMapCell busiest = map.BusiestCell() ?? default;
        _cell = map.RangeOf(busiest);
        _second = map.RangeOf(busiest with { Row = 0 }, busiest with { Row = map.Rows - 1 });
        _tenSeconds = new TimeRange(_store.TimeRange.Start, _store.TimeRange.Start + 10_000_000_000);
        _seconds = [.. Enumerable.Range(0, map.Columns).Select(column =>
            FlameTree.Create(_store.Slice(map.RangeOf(new HeatMapCell(column, 0), new HeatMapCell(column, map.Rows - 1)))))];
    }

    [Benchmark]
    public FlameTree Tree_of_a_cell() => FlameTree.Create(_store.Slice(_cell));

    [Benchmark]
    public FlameTree Tree_of_a_second() => FlameTree.Create(_store.Slice(_second));

    [Benchmark]
    public FlameTree Tree_of_ten_seconds() => FlameTree.Create(_store.Slice(_tenSeconds));

    [Benchmark]
    public FlameTree Tree_of_the_whole() => FlameTree.Create(_store);

    [Benchmark]
    public FlameTree Merge_of_all_seconds() => FlameTree.Merge(_seconds);
}
