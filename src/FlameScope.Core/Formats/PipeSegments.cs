using System.IO.Pipelines;

namespace FlameScope.Formats;

/// <summary>Takes the next bytes of an input, which are gone afterwards.</summary>
internal delegate void SegmentReader(ReadOnlySpan<byte> segment);

/// <summary>Reads a pipe to its end, for parsers that are fed.</summary>
internal static class PipeSegments
{
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async ValueTask ReadAsync(PipeReader input, SegmentReader read, CancellationToken cancellationToken)
    {
        bool isCompleted = false;
        while (!isCompleted)
        {
            ReadResult result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            isCompleted = result.IsCompleted;
            try
            {
                foreach (ReadOnlyMemory<byte> segment in result.Buffer)
                {
                    read(segment.Span);
                }
            }
            finally
            {
                input.AdvanceTo(result.Buffer.End);
            }
        }
    }
}
