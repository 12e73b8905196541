using System.Globalization;
using BenchmarkDotNet.Attributes;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Kernel;

namespace FlameScope.Benchmarks;

/// <summary>From symbol files to names: a program of 100 MB with 200,000 functions, and a kernel's list of 120,000.</summary>
[MemoryDiagnoser]
public class SymbolBenchmarks
{
    private const int Functions = 200_000;
    private const int KernelFunctions = 120_000;
    private const int Addresses = 60_000;
    private const int FileBytes = 100_000_000;
    private const ulong FunctionSize = 64;

    private readonly string _path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"flamescope-symbols-{Environment.ProcessId}.elf"));
    private byte[] _kallsyms = [];
    private ElfTable? _table;

    [GlobalSetup]
    public void Setup()
    {
        // Out of order, as linkers leave them.
        TestSymbol[] symbols =
        [
            .. Enumerable.Range(0, Functions).Select(static i => (ulong)((i * 7_919L) % Functions))
                .Select(static i => new TestSymbol($"_ZN4core8function{i:D8}Ev", ElfWriter.TextOffset + (i * FunctionSize), FunctionSize)),
        ];
        using (FileStream file = File.Create(_path))
        {
            file.Write(new ElfWriter { Symbols = symbols, CodeSize = Functions * FunctionSize }.Write());
            file.SetLength(FileBytes);
        }

        _kallsyms = System.Text.Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, KernelFunctions).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{0xffffffff81000000 + ((ulong)i * 64):x16} t kernel_function_{i}\n"))));
        _table = Open();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _table?.Dispose();
        File.Delete(_path);
    }

    /// <summary>Headers and tables of the program, ready to be asked.</summary>
    [Benchmark]
    public bool OpenProgram()
    {
        using ElfTable table = Open();
        return table.IsDynamicOnly;
    }

    /// <summary>The names of 60,000 addresses, each function for the first time.</summary>
    [Benchmark]
    public int OpenProgramAndName()
    {
        using ElfTable table = Open();
        int named = 0;
        for (ulong i = 0; i < Addresses; i++)
        {
            named += table.Find(ElfWriter.TextOffset + (i * 97 % Functions * FunctionSize) + 8, 0).Name.IsEmpty ? 0 : 1;
        }

        return named;
    }

    /// <summary>A kernel's list, ready to be asked.</summary>
    [Benchmark]
    public bool ReadKallsyms() => Kallsyms.Read(_kallsyms).HasSymbols;

    private ElfTable Open()
    {
        ElfImage image = ElfImage.TryRead(SymbolFile.TryOpen(_path)!, out _)!;
        return ElfTable.Create(image, image)!;
    }
}
