using FlameScope.Formats;
using FlameScope.Formats.PerfScript;

namespace FlameScope;

/// <summary>How an input is loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>The formats to try, in this order; the first that recognises the input reads it.</summary>
    public IReadOnlyList<IProfileFormat> Formats { get; init; } = [new PerfScriptFormat()];

    /// <summary>Whether the first place that cannot be read ends the load with a <see cref="Model.ProfileFormatException"/>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The most threads used to read an uncompressed file; 0, the default, for one a processor. Results do not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; }
}
