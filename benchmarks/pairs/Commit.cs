namespace FlameScope.Benchmarks.Pairs;

/// <summary>A commit as compare.sh built it: a folder with the measuring program and, where commands are measured, <c>flamescope</c>.</summary>
internal sealed class Commit(string folder)
{
    private readonly Lazy<string[]> _cases = new(() => MeasuringProcess.CasesOf(CasesIn(folder)));

    /// <summary>Path of the measuring program.</summary>
    public string Program => CasesIn(folder);

    /// <summary>Path of the command.</summary>
    public string Tool => Path.Combine(folder, "tool", "flamescope");

    /// <summary>The names of its warm cases.</summary>
    public IReadOnlyList<string> Cases => _cases.Value;

    private static string CasesIn(string folder) => Path.Combine(folder, "cases", "cases.dll");
}
