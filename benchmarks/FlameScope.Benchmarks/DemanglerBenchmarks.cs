using System.Text;
using BenchmarkDotNet.Attributes;
using FlameScope.Symbols;

namespace FlameScope.Benchmarks;

/// <summary>From mangled names to those that are shown; one operation is one name.</summary>
[MemoryDiagnoser]
public class DemanglerBenchmarks
{
    private const int Names = 200;

    private readonly Demangler _demangler = new();
    private byte[][] _names = [];

    /// <summary>The file of golden names in the tests, or names that need nothing.</summary>
    [Params("cpp", "rust", "plain")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        string file = Path.Combine(RepositoryRoot, "tests", "FlameScope.Core.Tests", "Data", "symbols", Kind == "plain" ? "perf.tsv" : $"{Kind}.tsv");
        string[] lines = File.ReadAllLines(file);
        int step = Math.Max(1, lines.Length / Names);
        _names = [.. Enumerable.Range(0, Names).Select(i => lines[i * step % lines.Length].Split('\t')).Select(pair => Encoding.UTF8.GetBytes(pair[Kind == "plain" ? 1 : 0]))];
    }

    [Benchmark(OperationsPerInvoke = Names)]
    public int Demangle()
    {
        int length = 0;
        foreach (byte[] name in _names)
        {
            length += _demangler.TryDemangle(name, out ReadOnlySpan<byte> shown) ? shown.Length : 0;
        }

        return length;
    }

    private static string RepositoryRoot
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlameScope.Core.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("FlameScope.Core.sln is in no folder above the benchmarks.");
        }
    }
}
