using System.IO.Pipelines;
using FlameScope.Formats;

namespace FlameScope.AspNetCore.Tests;

/// <summary>A format with a defect.</summary>
internal sealed class BrokenFormat : IProfileFormat
{
    public const string Secret = "the inside of the server";

    public string Name => "broken";

    public bool CanRead(ReadOnlySpan<byte> head) => true;

    public ValueTask ReadAsync(PipeReader input, SampleStoreBuilder builder, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(Secret);
}
