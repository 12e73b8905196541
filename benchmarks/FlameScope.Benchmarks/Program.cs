using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using FlameScope.Benchmarks;

// dotnet run -c Release --project benchmarks/FlameScope.Benchmarks -- --job short --filter '*HeatMap*'
// dotnet run -c Release --project benchmarks/FlameScope.Benchmarks -- process
switch (args)
{
    case ["process"]:
        WholeProcess.Measure();
        break;
    case ["compare", string tool]:
        Comparison.Run(tool);
        break;
    case ["rate", string path]:
        ParseRate.Measure(path, runs: 7);
        break;
    case ["peak", string path]:
        PeakMemory.Measure(path);
        break;
    case ["formats", .. string[] paths]:
        FormatRates.Measure(paths, runs: 5);
        break;
    case ["process", string path, ..]:
        WholeProcess.Run(path);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Recording).Assembly)
            .Run(args, DefaultConfig.Instance.AddColumn(new ThroughputColumn()));
        break;
}
