using BenchmarkDotNet.Attributes;

namespace FlameScope.Benchmarks;

/// <summary>From a file to a store.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private static readonly LoadOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    [ParamsSource(nameof(Recordings))]
    public Recording Recording { get; set; } = null!;

    public static IEnumerable<Recording> Recordings => Recording.All();

    [Benchmark(Baseline = true)]
    public SampleStore Plain_file_on_one_thread() => ProfileLoader.Load(Recording.PlainPath, OneThread);

    [Benchmark]
    public SampleStore Plain_file_on_all_processors() => ProfileLoader.Load(Recording.PlainPath);

    [Benchmark]
    public SampleStore Compressed_file() => ProfileLoader.Load(Recording.CompressedPath);

    [Benchmark]
    public void Decompression_of_gzip_alone() =>
        LargeInputs.Unpack(Recording.CompressedPath.EndsWith(".gz", StringComparison.Ordinal)
            ? Recording.CompressedPath
            : LargeInputs.Packed(Recording.PlainPath));
}
