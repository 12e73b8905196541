using System.IO.Pipelines;

namespace FlameScope.Loading;

/// <summary>Reads a stream before it is asked for.</summary>
internal static class ReadAhead
{
    private const int MaxBlocksAhead = 8;

    // What an operating system's pipe delivers at once.
    private const int MinSpace = 64 * 1024;

    /// <summary>A pipe of what a stream delivers until it ends.</summary>
    public static FilledPipe Of(Stream stream, CancellationToken cancellationToken) =>
        new(MaxBlocksAhead, (writer, end) => FillAsync(stream, writer, end), cancellationToken);

    private static async Task FillAsync(Stream stream, PipeWriter writer, CancellationToken end)
    {
        FlushResult flushed = default;
        while (!flushed.IsCompleted && await stream.ReadAsync(writer.GetMemory(MinSpace), end).ConfigureAwait(false) is var count and > 0)
        {
            writer.Advance(count);
            flushed = await writer.FlushAsync(end).ConfigureAwait(false);
        }
    }
}
