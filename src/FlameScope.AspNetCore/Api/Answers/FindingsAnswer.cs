using System.ComponentModel;
using System.Text.Json.Nodes;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>What <c>FlameScope.Perturbations</c> found. Only the API's description knows this type: findings are written as they are.</summary>
internal sealed record FindingsAnswer
{
    [Description("Each as flamescope find --json has it, with times in nanoseconds from the whole second of the profile's first sample.")]
    public required IReadOnlyList<JsonObject> Findings { get; init; }
}
