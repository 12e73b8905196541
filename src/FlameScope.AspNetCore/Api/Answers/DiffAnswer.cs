using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>
/// The union of two trees, of which self and total are the examined one's. Its data also has baseSelf and baseTotal of the baseline, significant
/// (1 where the difference is more than noise), and chance (that of so large a difference where nothing changed).
/// </summary>
internal sealed record DiffAnswer : FlameAnswer
{
    [Description("What the baseline holds in all.")]
    public required long BaseTotal { get; init; }

    public required Coverage BaseCoverage { get; init; }
}
