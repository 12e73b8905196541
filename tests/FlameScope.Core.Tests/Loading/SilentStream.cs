namespace FlameScope.Core.Tests.Loading;

/// <summary>A stream that gives bytes and then neither more nor an end, whoever cancels; cannot seek.</summary>
internal sealed class SilentStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource<int> _never = new();

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.Read(buffer.Span) is var count and > 0 ? ValueTask.FromResult(count) : new ValueTask<int>(_never.Task);
}
