using System.IO.Pipelines;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Decompresses an input until it ends, is damaged, or is larger than it may be.</summary>
/// <param name="compression">How the input is compressed.</param>
/// <param name="compressed">The input.</param>
/// <param name="maxBytes">The most text that may come out.</param>
internal sealed class Decompression(Compression compression, Stream compressed, long maxBytes)
{
    private const int MaxBlocksAhead = 16;

    /// <summary>The error that ended the decompression early, where the compressed input is damaged or cut.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Starts at once; whoever disposes the pipe ends it.</summary>
    public FilledPipe Start(CancellationToken cancellationToken) => new(MaxBlocksAhead, FillAsync, cancellationToken);

    /// <summary>Notes in the account of a load that the compressed input ends early, where it does.</summary>
    public void AddDamage(LoadContext context)
    {
        if (Damage is not null)
        {
            context.MarkTruncated(new LoadDiagnostic(
                0,
                context.BytesRead,
                Damage.Message,
                $"the rest of the {Compressions.NameOf(compression)} stream, which is damaged or cut short here; samples before it are kept"));
        }
    }

    private async Task FillAsync(PipeWriter writer, CancellationToken end)
    {
        GzipEndMark? mark = compression == Compression.Gzip ? new GzipEndMark(compressed) : null;
        try
        {
            Stream text = Compressions.Open(compression, mark ?? compressed);
            await using (text.ConfigureAwait(false))
            {
                await FillAsync(text, mark, writer, end).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (Compressions.IsDamage(error))
        {
            // What was decompressed before the damage is good; the reader sees a plain end.
            Damage = mark is null ? error : mark.IsGiven ? EndsEarly() : IsDamaged();
        }
    }

    private async Task FillAsync(Stream text, GzipEndMark? mark, PipeWriter writer, CancellationToken end)
    {
        long written = 0;
        FlushResult flushed = default;
        while (!flushed.IsCompleted)
        {
            Memory<byte> space = writer.GetMemory(FilledPipe.BlockSize);
            int count = await text.ReadAsync(space, end).ConfigureAwait(false);
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
            if (written > maxBytes)
            {
                throw new ProfileFormatException(FormattableString.Invariant(
                    $"The compressed input expands to more than {maxBytes} bytes, the limit set by LoadOptions.MaxDecompressedBytes. Raise it if the input can be trusted."));
            }

            writer.Advance(count);
            flushed = await writer.FlushAsync(end).ConfigureAwait(false);
        }
    }

    private static InvalidDataException EndsEarly() => new("The stream ends inside its data.");

    // The platform says "archive entry" here and other things on other systems.
    private static InvalidDataException IsDamaged() => new("Its data do not decompress, or not to what its checksum (CRC-32) was made of.");
}
