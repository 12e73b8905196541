using FlameScope.Formats;

namespace FlameScope.AspNetCore.Tests;

/// <summary>A format with a defect.</summary>
internal sealed class BrokenFormat : IProfileFormat
{
    public const string Secret = "the inside of the server";

    public string Name => "broken";

    public FormatMatch Match(in ProfileHead head) => FormatMatch.Sure;

    public ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(Secret);
}
