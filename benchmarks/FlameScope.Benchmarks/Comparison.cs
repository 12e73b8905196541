using System.Globalization;
using FlameScope.Export;

namespace FlameScope.Benchmarks;

/// <summary>Measures everything that there is a goal for in one run, and prints it as Markdown beside the goals.</summary>
internal sealed class Comparison
{
    private const long Gigabyte = 1_000_000_000;
    private const int Runs = 5;

    private static readonly LoadOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    private static readonly LoadOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    private readonly string _tool;
    private readonly Recording _source = Recording.Largest();
    private readonly string _gigabyte;

    private Comparison(string tool)
    {
        _tool = tool;
        _gigabyte = LargeInputs.Repeated(_source, Gigabyte);
    }

    /// <param name="tool">Path of the installed <c>flamescope</c>.</param>
    public static void Run(string tool)
    {
        Comparison comparison = new(tool);
        Console.WriteLine("\n| what | goal | measured |\n| --- | --- | --- |");
        comparison.Loading();
        comparison.WholeProcesses();
        LargeViews();
        comparison.Views();
        comparison.Peers();
        comparison.Scaling();
    }

    private void Loading()
    {
        Row("parse into the store, warm, one thread", "≥ 2.0 GB per CPU second", Rate(_source.PlainPath, OneThread));
        Row("the same, a slice of it with many new lines", "≥ 1.0 GB per CPU second", Rate(LargeInputs.Sliced(_source), OneThread));
        double one = Timing.OfAction(Runs, () => ProfileLoader.Load(_gigabyte, OneThread)).Wall;
        double two = Timing.OfAction(Runs, () => ProfileLoader.Load(_gigabyte, TwoThreads)).Wall;
        Row("1 GB, two threads against one, by the clock", "≥ 1.7 ×", $"{one / two:F2} × ({one * 1e3:F0} and {two * 1e3:F0} ms)");

        string packed = LargeInputs.Packed(LargeInputs.Repeated(_source, Gigabyte / 10));
        double bare = Timing.OfAction(Runs, () => LargeInputs.Unpack(packed)).Wall;
        double loaded = Timing.OfAction(Runs, () => ProfileLoader.Load(packed)).Wall;
        Row("0.1 GB from gzip, against GZipStream alone", "≥ 90 %", $"{bare / loaded:P0} ({bare * 1e3:F0} and {loaded * 1e3:F0} ms)");
    }

    private void WholeProcesses()
    {
        Timing lines = Timing.OfCommand(Runs, $"wc -l {_gigabyte}");
        Timing map = Timing.OfCommand(Runs, $"{_tool} heatmap {_gigabyte}");
        Row("flamescope heatmap, 1 GB, cold process", "≤ 3 × wc -l", $"{map.Wall / lines.Wall:F1} × ({map.Wall * 1e3:F0} and {lines.Wall * 1e3:F0} ms)");
        Row("peak memory of that", "≤ 150 MiB", $"{map.Memory / 1048576.0:F0} MiB; with one processor {Timing.OfCommand(2, $"{_tool} heatmap {_gigabyte}", 1).Memory / 1048576.0:F0} MiB");
        string small = LargeInputs.Repeated(_source, Gigabyte / 1000);
        Row("flamescope info, 1 MB, cold process", "≤ 80 ms", $"{Timing.OfCommand(4 * Runs, $"{_tool} info {small}").Wall * 1e3:F0} ms");
        Timing cat = Timing.OfCommand(Runs, $"cat {_gigabyte} | wc -c");
        Timing piped = Timing.OfCommand(Runs, $"cat {_gigabyte} | {_tool} heatmap -");
        Row("cat 1 GB into flamescope heatmap, against into wc -c", "keeps up", $"{piped.Wall / cat.Wall:F1} × ({piped.Wall * 1e3:F0} and {cat.Wall * 1e3:F0} ms)");
    }

    private static void LargeViews()
    {
        LargeStoreBenchmarks large = new();
        large.Create();
        Row("heat map of 10 million samples, 50 rows", "≤ 5 ms", Milliseconds(Timing.OfAction(Runs, () => large.Heat_map_of_50_rows())));
        Row("the same with a frame filter", "≤ 40 ms", Milliseconds(Timing.OfAction(Runs, () => large.Heat_map_of_50_rows_with_a_frame_filter())));
        Row("flame tree of 10 million samples, 400,000 stacks", "≤ 60 ms", Milliseconds(Timing.OfAction(Runs, () => large.Flame_tree_of_the_whole())));
        large = new() { IsShared = true };
        large.Create();
        Row("the same, each stack under eight commands: 3.2 million nodes", "–", Milliseconds(Timing.OfAction(2, () => large.Flame_tree_of_the_whole())));
    }

    private void Views()
    {
        SampleStore store = ProfileLoader.Load(_gigabyte);
        int bytes = sizeof(long) + sizeof(int) + sizeof(int) + sizeof(ushort) + sizeof(short) + (store.Weights.IsEmpty ? 0 : sizeof(long));
        Row("bytes a sample, without weights", "≤ 20", $"{bytes}{(store.Weights.IsEmpty ? "" : ", with weights")}");
        TimeRange ten = new(store.TimeRange.Start, store.TimeRange.Start + (10 * Gigabyte));
        Row("flame tree of 10 s of the 1 GB recording", "≤ 2 ms", Milliseconds(Timing.OfAction(4 * Runs, () => FlameTree.Create(store.Slice(ten)))));
        Row("flame tree of its whole", "≤ 15 ms", Milliseconds(Timing.OfAction(4 * Runs, () => FlameTree.Create(store))));
        FlameTree tree = FlameTree.Create(store);
        Row("that tree as SVG", "≥ 300 MB/s", Output(tree, new SvgFlameGraphExporter()));
        Row("that tree as JSON", "≥ 300 MB/s", Output(tree, new JsonFlameTreeExporter()));
        Row("that tree as folded stacks", "≥ 300 MB/s", Output(tree, new FoldedExporter()));
    }

    private void Peers()
    {
        Console.WriteLine("\n| whole process, 1 GB | wall | MB per CPU second | peak memory |\n| --- | --- | --- | --- |");
        Peer("wc -l", $"wc -l {_gigabyte}", Runs);
        Peer("flamescope heatmap", $"{_tool} heatmap {_gigabyte}", Runs);
        Peer("flamescope flame --format folded", $"{_tool} flame --format folded {_gigabyte}", Runs);
        foreach (string peer in new[] { "inferno-collapse-perf", "stackcollapse-perf.pl" })
        {
            if (OnPath(peer))
            {
                Peer(peer, $"{peer} {_gigabyte}", 1);
            }
        }
    }

    private void Scaling()
    {
        Console.WriteLine("\n| text | threads | load | GB/s | peak memory | heat map | flame tree |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (long bytes in new[] { Gigabyte / 10, Gigabyte * 3 / 10, Gigabyte, 3 * Gigabyte })
        {
            string path = LargeInputs.Repeated(_source, bytes);
            for (int threads = 1; threads <= 2; threads++)
            {
                LoadOptions options = new() { MaxDegreeOfParallelism = threads };
                double load = Timing.OfAction(3, () => ProfileLoader.Load(path, options)).Wall;
                SampleStore store = ProfileLoader.Load(path, options);
                double map = Timing.OfAction(3, () => HeatMap.Create(store)).Wall;
                double tree = Timing.OfAction(3, () => FlameTree.Create(store)).Wall;
                long peak = Timing.OfCommand(2, $"{_tool} heatmap {path}", threads).Memory;
                Console.WriteLine(Invariant($"| {bytes / 1e9:F1} GB | {threads} | {load * 1e3:F0} ms | {bytes / 1e9 / load:F2} | {peak / 1048576.0:F0} MiB | {map * 1e3:F1} ms | {tree * 1e3:F1} ms |"));
            }
        }
    }

    private static void Peer(string name, string command, int runs)
    {
        Timing timing = Timing.OfCommand(runs, command);
        Console.WriteLine(Invariant($"| {name} | {timing.Wall * 1e3:F0} ms | {Gigabyte / 1e6 / timing.Cpu:F0} | {timing.Memory / 1048576.0:F0} MiB |"));
    }

    private static FormattableString Rate(string path, LoadOptions options)
    {
        Timing timing = Timing.OfAction(2 * Runs, () => ProfileLoader.Load(path, options));
        return $"{new FileInfo(path).Length / 1e9 / timing.Cpu:F2} GB per CPU second";
    }

    private static FormattableString Milliseconds(Timing timing) =>
        $"{timing.Wall * 1e3:F1} ms ({timing.Cpu * 1e3:F1} ms of CPU time), {timing.Memory / 1e3:F0} kB allocated";

    private static FormattableString Output(FlameTree tree, IProfileExporter<FlameTree> exporter)
    {
        using MemoryStream written = new();
        exporter.Export(tree, written);
        Timing timing = Timing.OfAction(Runs, () => exporter.Export(tree, Stream.Null));
        return $"{written.Length / 1e6 / timing.Cpu:F0} MB per CPU second of {written.Length / 1e6:F1} MB, {timing.Memory / 1e3:F1} kB allocated";
    }

    private static bool OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    private static void Row(string what, string goal, FormattableString measured) =>
        Console.WriteLine($"| {what} | {goal} | {Invariant(measured)} |");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
