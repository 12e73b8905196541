using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FlameScope;
using FlameScope.Needle;

// needle corpus|planted|stationary|staged|speed [RECORDING…] [--corpus FOLDER] [--seed N] [--rounds N] [--repeat N] [--every N] [--offset N]
string command = args.Length > 0 ? args[0] : "";
string corpus = Option("--corpus", Path.Combine(RootOf(), "../shared/corpus"));
int seed = int.Parse(Option("--seed", "1"), CultureInfo.InvariantCulture);
int rounds = int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture);
string[] files = [.. args.Skip(1).Where((arg, i) => !arg.StartsWith("--", StringComparison.Ordinal) && !args[i].StartsWith("--", StringComparison.Ordinal))];
TextWriter output = Console.Out;
switch (command)
{
    case "corpus":
        if (!File.Exists(Path.Combine(corpus, "ground-truth.json")))
        {
            Console.Error.Write($"needle: skipped: no ground-truth.json in {corpus}; --corpus FOLDER names another folder.\n");
            return 0;
        }

        output.Write(Score.Header + "\n");
        int every = int.Parse(Option("--every", "1"), CultureInfo.InvariantCulture);
        CorpusSet.Run(corpus, 20, every, int.Parse(Option("--offset", "0"), CultureInfo.InvariantCulture), output);
        return 0;
    case "planted":
        output.Write(Score.Header + "\n");
        PlantedSet.Run(Sources(), seed, rounds, output);
        return 0;
    case "stationary":
        StationarySet.Run(Sources(), seed, rounds, output);
        return 0;
    case "staged":
        StagedSet.Run(seed, rounds, output);
        return 0;
    case "speed":
        foreach (string file in files)
        {
            Measure(file);
        }

        return 0;
    default:
        Console.Error.Write("needle corpus|planted|stationary|staged|speed [RECORDING…] [--corpus FOLDER] [--seed N] [--rounds N] [--repeat N] [--every N] [--offset N]\n");
        return 2;
}

List<(string Label, SampleStore Store, TimeRange[] Known)> Sources()
{
    List<(string, SampleStore, TimeRange[])> sources = [];
    string folder = Path.Combine(corpus, "perf");
    string[] paths = files;
    if (paths.Length == 0 && Directory.Exists(folder))
    {
        paths = [.. Directory.EnumerateFiles(folder, "*-p.perf.txt.gz").Order(StringComparer.Ordinal)];
    }
    else if (paths.Length == 0)
    {
        folder = Path.Combine(RootOf(), "samples/profiles");
        Console.Error.Write($"needle: skipped the recordings of {corpus}, which is not there; those of {folder} are the background.\n");
        paths = [.. Directory.EnumerateFiles(folder, "*.perf.gz").Order(StringComparer.Ordinal)];
    }

    JsonElement? truth = File.Exists(Path.Combine(corpus, "ground-truth.json"))
        ? JsonDocument.Parse(File.ReadAllBytes(Path.Combine(corpus, "ground-truth.json"))).RootElement
        : null;
    foreach (string path in paths)
    {
        string name = "perf/" + Path.GetFileName(path);
        TimeRange[] known = truth is JsonElement all && all.TryGetProperty(name, out JsonElement recording)
            ? [.. recording.GetProperty("windows").EnumerateArray().Where(window => window.GetProperty("duration_s").GetDouble() > 0.05).Select(RangeOf)]
            : [];

        // A program that keeps a rhythm of its own is no background.
        if (known.Length > 50 || path.Contains("gcpulse", StringComparison.Ordinal))
        {
            continue;
        }

        sources.Add((Path.GetFileName(path).Split('.')[0], ProfileLoader.Load(path), known));
    }

    return sources;
}

static TimeRange RangeOf(JsonElement window) =>
    new(window.GetProperty("start_monotonic_ns").GetInt64(), window.GetProperty("end_monotonic_ns").GetInt64());

void Measure(string file)
{
    SampleStore store = ProfileLoader.Load(file);
    int repeat = int.Parse(Option("--repeat", "1"), CultureInfo.InvariantCulture);
    store = repeat > 1 ? new Remix(store).Repeat(repeat) : store;
    List<double> processor = [];
    List<double> wall = [];
    int findings = 0;
    int runs = int.Parse(Option("--rounds", "15"), CultureInfo.InvariantCulture);
    for (int i = 0; i < runs; i++)
    {
        TimeSpan before = Process.GetCurrentProcess().UserProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        findings = PerturbationFinder.Find(store).Length;
        wall.Add(watch.Elapsed.TotalMilliseconds);
        processor.Add((Process.GetCurrentProcess().UserProcessorTime - before).TotalMilliseconds);
    }

    processor.Sort();
    wall.Sort();
    output.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"| {Path.GetFileName(file)} | {store.Count:N0} | {findings} | {processor[0]:F0} ms | {processor[processor.Count / 2]:F0} ms | {wall[0]:F0} ms |\n"));
}

string Option(string name, string fallback)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
}

static string RootOf([System.Runtime.CompilerServices.CallerFilePath] string self = "") =>
    Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../.."));
