using System.IO.Pipelines;
using FlameScope.Model;

namespace FlameScope.Input;

/// <summary>Decompresses on a thread of its own into a pipe, so that parsing goes on meanwhile.</summary>
internal sealed class DecompressingPipe
{
    private const int BlockSize = 256 * 1024;
    private const int MostBlocksAhead = 16;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: BlockSize * MostBlocksAhead,
        resumeWriterThreshold: BlockSize * MostBlocksAhead / 2,
        minimumSegmentSize: BlockSize,
        useSynchronizationContext: false));

    private readonly long _maxBytes;
    private readonly Task _pump;

    /// <summary>Starts at once; <paramref name="maxBytes"/> is the most text that may come out.</summary>
    public DecompressingPipe(Compression compression, Stream compressed, long maxBytes, CancellationToken cancellationToken)
    {
        _maxBytes = maxBytes;
        _pump = Task.Run(() => PumpAsync(compression, compressed, cancellationToken), CancellationToken.None);
    }

    public PipeReader Reader => _pipe.Reader;

    /// <summary>The error that ended the decompression early, where the compressed input is damaged or cut.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Waits until decompression has ended; call when the reader has been completed.</summary>
    public Task Completion => _pump;

    private async Task PumpAsync(Compression compression, Stream compressed, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        GzipEndMark? mark = compression == Compression.Gzip ? new GzipEndMark(compressed) : null;
        try
        {
            Stream text = Compressions.Open(compression, mark ?? compressed);
            await using (text.ConfigureAwait(false))
            {
                await PumpAsync(text, mark, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (Compressions.IsDamage(error))
        {
            // What was decompressed before the damage is good; the reader sees a plain end.
            Damage = mark is { IsGiven: true } ? EndsEarly() : error;
        }
#pragma warning disable CA1031 // Whatever fails here fails in the reader, where somebody waits for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        await _pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
    }

    private async Task PumpAsync(Stream text, GzipEndMark? mark, CancellationToken cancellationToken)
    {
        long written = 0;
        FlushResult flushed = default;
        while (!flushed.IsCompleted)
        {
            Memory<byte> space = _pipe.Writer.GetMemory(BlockSize);
            int count = await text.ReadAsync(space, cancellationToken).ConfigureAwait(false);
            if (mark is { IsGiven: true })
            {
                if (!space.Span[..count].SequenceEqual(GzipEndMark.Text))
                {
                    throw EndsEarly();
                }

                return;
            }

            if (count == 0)
            {
                return;
            }

            written += count;
            if (written > _maxBytes)
            {
                throw new ProfileFormatException(FormattableString.Invariant(
                    $"The compressed input expands to more than {_maxBytes} bytes, the limit set by LoadOptions.MaxDecompressedBytes. Raise it if the input can be trusted."));
            }

            _pipe.Writer.Advance(count);
            flushed = await _pipe.Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static InvalidDataException EndsEarly() => new("The stream ends inside its data.");
}
