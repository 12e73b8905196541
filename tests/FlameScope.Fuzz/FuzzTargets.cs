using FlameScope.Fuzz.Checks;

namespace FlameScope.Fuzz;

/// <summary>What can be fuzzed, by name.</summary>
internal static class FuzzTargets
{
    public static Action<byte[]> Named(string name) => name switch
    {
        "reader" => static input => ReaderCheck.Run(input),
        "loader" => static input => LoaderCheck.Run(input),
        "export" => ExportCheck.Run,
        _ => throw new ArgumentException($"There is no target \"{name}\": reader, loader and export are.", nameof(name)),
    };

    /// <summary>How many first bytes mean a variant to a target.</summary>
    public static int VariantsOf(string name) => name == "reader" ? 0 : LoaderCheck.Variants;
}
