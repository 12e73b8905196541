namespace FlameScope.Formats.PerfData;

/// <summary>A window over an input that comes in order.</summary>
internal sealed class StreamWindow(Stream stream) : InputWindow
{
    protected override async ValueTask<int> ReadAsync(Memory<byte> space, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(space, cancellationToken).ConfigureAwait(false);
        }
        catch (EndOfStreamException)
        {
            // An archive that ends inside the recording; the reader tells where.
            return 0;
        }
    }
}
