using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Fuzz;

/// <summary>What can be fuzzed, by name.</summary>
internal static class FuzzTargets
{
    public static Action<byte[]> Named(string name) => name switch
    {
        "reader" => static input => ReaderCheck.Run(input),
        "loader" => static input => LoaderCheck.Run(input),
        "export" => ExportCheck.Run,
        "names" => DemanglerCheck.Run,
        "patterns" => PatternCheck.Run,
        _ => throw new ArgumentException($"There is no target \"{name}\": reader, loader, export, names and patterns are.", nameof(name)),
    };

    /// <summary>How many first bytes mean a variant to a target.</summary>
    public static int VariantsOf(string name) => name is "reader" or "names" or "patterns" ? 0 : LoaderCheck.Variants;

    /// <summary>What to start from: symbols for names, patterns with names, else recordings, from the folder that has both.</summary>
    public static List<byte[]> SeedsOf(string name, string folder) =>
        name switch
        {
            "names" => SeedCorpus.CreateNames(Path.Combine(folder, "symbols")),
            "patterns" => SeedCorpus.CreatePatterns(),
            _ => SeedCorpus.Create(folder),
        };
}
