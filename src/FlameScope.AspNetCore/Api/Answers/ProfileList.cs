using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>The profiles there are, and what the explorer may do with them.</summary>
internal sealed record ProfileList
{
    public required IReadOnlyList<ListedProfile> Profiles { get; init; }

    [Description("Whether files can be added.")]
    public required bool CanUpload { get; init; }

    [Description("Whether something can be recorded: see recordings.")]
    public required bool CanRecord { get; init; }

    public required long MaxUploadBytes { get; init; }

    [Description("The most rows a heat map may have.")]
    public required int MaxRows { get; init; }
}
