using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>How far a load is.</summary>
internal sealed record ProgressAnswer
{
    [Description("Bytes read; null where the profile is not being loaded.")]
    public required long? BytesRead { get; init; }

    [Description("Bytes in all; null where that is not known.")]
    public required long? TotalBytes { get; init; }
}
