using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A file that was added.</summary>
internal sealed record UploadedProfile
{
    [Description("What other requests call it.")]
    public required string Name { get; init; }
}
