using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Fuzz;

/// <summary>What can be fuzzed, by name.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, FuzzTarget> Targets = new(StringComparer.Ordinal)
    {
        ["reader"] = new(static input => ReaderCheck.Run(input), SeedCorpus.Create),
        ["loader"] = new(static input => LoaderCheck.Run(input), SeedCorpus.Create, LoaderCheck.Variants),
        ["export"] = new(ExportCheck.Run, SeedCorpus.Create, LoaderCheck.Variants),
        ["recording"] = new(static input => LoaderCheck.Run(input), RecordingSeeds.Create),
        ["nettrace"] = new(static input => LoaderCheck.Run(input), static _ => TraceSeeds.Create(), LoaderCheck.Variants),
        ["jfr"] = new(static input => LoaderCheck.Run(input), static _ => SeedCorpus.CreateJfr(), LoaderCheck.Variants),
        ["pprof"] = Protobuf("*.pprof*"),
        ["otlp"] = Protobuf("*.otlp*"),
        ["nflxprofile"] = Protobuf("*.nflxprofile*"),
        ["cpuprofile"] = new(static input => LoaderCheck.Run(input), static _ => JsonSeeds.CpuProfiles(), LoaderCheck.Variants),
        ["traceevents"] = new(static input => LoaderCheck.Run(input), static _ => JsonSeeds.TraceEvents(), LoaderCheck.Variants),
        ["names"] = new(DemanglerCheck.Run, static folder => SeedCorpus.CreateNames(Path.Combine(folder, "symbols"))),
        ["patterns"] = new(PatternCheck.Run, static _ => SeedCorpus.CreatePatterns()),
        ["elf"] = new(SymbolCheck.RunElf, static _ => SymbolSeeds.Elf()),
        ["kallsyms"] = new(SymbolCheck.RunKallsyms, static _ => SymbolSeeds.Kallsyms()),
        ["jitdump"] = new(SymbolCheck.RunJitDump, static _ => SymbolSeeds.JitDump()),
        ["perfmap"] = new(SymbolCheck.RunPerfMap, static _ => SymbolSeeds.PerfMap()),
        ["folded"] = new(static input => LoaderCheck.Run(input), static _ => ExchangeSeeds.Of("folded"), LoaderCheck.Variants),
        ["bpftrace"] = new(static input => LoaderCheck.Run(input), static _ => ExchangeSeeds.Of("bpftrace"), LoaderCheck.Variants),
        ["speedscope"] = new(static input => LoaderCheck.Run(input), static _ => ExchangeSeeds.Of("speedscope"), LoaderCheck.Variants),
        ["firefox"] = new(static input => LoaderCheck.Run(input), static _ => ExchangeSeeds.Of("firefox"), LoaderCheck.Variants),
    };

    public static IEnumerable<string> Names => Targets.Keys;

    private static FuzzTarget Protobuf(string files) => new(
        static input => LoaderCheck.Run(input, ProfileFormats.Default.AddProtobuf()),
        folder => SeedCorpus.CreateWhole(Path.Combine(folder, "protobuf"), files),
        LoaderCheck.Variants);

    public static FuzzTarget Named(string name) => Targets.TryGetValue(name, out FuzzTarget? target)
        ? target
        : throw new ArgumentException($"There is no target \"{name}\"; there are {string.Join(", ", Names)}.", nameof(name));
}

/// <summary>One thing that can be fuzzed.</summary>
/// <param name="Check">Throws where something that must hold for an input does not.</param>
/// <param name="Seeds">What to start from, out of the folder of the tests' recordings.</param>
/// <param name="Variants">How many first bytes mean a variant to it.</param>
internal sealed record FuzzTarget(Action<byte[]> Check, Func<string, List<byte[]>> Seeds, int Variants = 0);
