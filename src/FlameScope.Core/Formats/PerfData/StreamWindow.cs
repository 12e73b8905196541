namespace FlameScope.Formats.PerfData;

/// <summary>A window over an input that comes in order.</summary>
internal sealed class StreamWindow(Stream stream) : InputWindow
{
    protected override ValueTask<int> ReadAsync(Memory<byte> space, CancellationToken cancellationToken) =>
        stream.ReadAsync(space, cancellationToken);
}
