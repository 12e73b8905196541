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
        _ => throw new ArgumentException($"There is no target \"{name}\": reader, loader, export and names are.", nameof(name)),
    };

    /// <summary>How many first bytes mean a variant to a target.</summary>
    public static int VariantsOf(string name) => name is "reader" or "names" ? 0 : LoaderCheck.Variants;

    /// <summary>What to start from: symbols for names, else recordings, from the folder that has both.</summary>
    public static List<byte[]> SeedsOf(string name, string folder) =>
        name == "names" ? SeedCorpus.CreateNames(Path.Combine(folder, "symbols")) : SeedCorpus.Create(folder);
}
