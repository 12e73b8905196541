using System.Buffers;
using System.IO.Pipelines;
using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Reads an input that comes in order: a stream, a pipe, or anything compressed.</summary>
internal static class PipedInput
{
    public static async Task<SampleStore> ReadAsync(PipeReader reader, LoadOptions options, CancellationToken cancellationToken)
    {
        Compression compression = Compressions.Sniff(
            await PeekAsync(reader, Compressions.MagicLength, cancellationToken).ConfigureAwait(false));
        SampleStoreBuilder builder = new() { IsStrict = options.IsStrict, Limits = options.Limits };
        if (compression == Compression.None)
        {
            await ReadTextAsync(reader, options, builder, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadCompressedAsync(reader, compression, options, builder, cancellationToken).ConfigureAwait(false);
        }

        builder.Compression = Compressions.NameOf(compression);
        return LoadedStore.Build(builder);
    }

    private static async Task ReadCompressedAsync(
        PipeReader reader,
        Compression compression,
        LoadOptions options,
        SampleStoreBuilder builder,
        CancellationToken cancellationToken)
    {
        Decompression decompression = new(compression, reader.AsStream(leaveOpen: true), options.MaxDecompressedBytes);
        FilledPipe pipe = decompression.Start(cancellationToken);
        await using (pipe.ConfigureAwait(false))
        {
            try
            {
                await ReadTextAsync(pipe.Reader, options, builder, cancellationToken).ConfigureAwait(false);
            }
            catch (ProfileFormatException error) when (decompression.Damage is not null)
            {
                throw new ProfileFormatException(
                    $"The {Compressions.NameOf(compression)} stream is damaged or cut short ({decompression.Damage.Message.TrimEnd('.')}), "
                    + $"and what comes before cannot be read: {error.Message}",
                    error);
            }
        }

        if (decompression.Damage is not null)
        {
            builder.MarkTruncated(new LoadDiagnostic(
                0,
                builder.BytesRead,
                decompression.Damage.Message,
                $"the rest of the {Compressions.NameOf(compression)} stream, which is damaged or cut short here; samples before it are kept"));
        }
    }

    private static async Task ReadTextAsync(
        PipeReader reader, LoadOptions options, SampleStoreBuilder builder, CancellationToken cancellationToken)
    {
        byte[] head = await PeekAsync(reader, InputKind.HeadLength, cancellationToken).ConfigureAwait(false);
        IProfileFormat format = InputKind.FormatOf(head, options.Formats) ?? throw InputKind.Unreadable(head, options.Formats);
        builder.Format = format.Name;
        await format.ReadAsync(reader, builder, cancellationToken).ConfigureAwait(false);
    }

    // Examines without consuming: the next read sees the same bytes again.
    private static async Task<byte[]> PeekAsync(PipeReader reader, int length, CancellationToken cancellationToken)
    {
        ReadResult result = await reader.ReadAtLeastAsync(length, cancellationToken).ConfigureAwait(false);
        byte[] head = result.Buffer.Slice(0, Math.Min(length, result.Buffer.Length)).ToArray();
        reader.AdvanceTo(result.Buffer.Start);
        return head;
    }
}
