using System.Buffers;
using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Symbols;

namespace FlameScope.Loading;

/// <summary>Reads an input that comes in order: a stream, a pipe, or anything compressed.</summary>
internal static class PipedInput
{
    /// <param name="reader">The input, compressed or not.</param>
    /// <param name="path">The file, where it was loaded by path.</param>
    /// <param name="options">How to load.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    public static async Task<SampleStore> ReadAsync(PipeReader reader, string? path, LoadOptions options, CancellationToken cancellationToken)
    {
        Compression compression = Compressions.Recognize(
            await PeekAsync(reader, Compressions.MagicLength, cancellationToken).ConfigureAwait(false));
        LoadContext context = options.CreateContext(isFile: path is not null);
        using RecordingSymbols symbols = context.Symbols;
        context.Compression = Compressions.NameOf(compression);
        SampleStoreBuilder builder = new() { Limits = options.Limits };
        if (compression == Compression.None)
        {
            await ReadFormatAsync(reader, path, options, builder, context, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadCompressedAsync(reader, path, compression, options, builder, context, cancellationToken).ConfigureAwait(false);
        }

        return LoadedStore.Build(builder, context);
    }

    /// <summary>The first bytes of a pipe, which stay in it.</summary>
    public static async Task<byte[]> PeekAsync(PipeReader reader, int length, CancellationToken cancellationToken)
    {
        ReadResult result = await reader.ReadAtLeastAsync(length, cancellationToken).ConfigureAwait(false);
        byte[] head = result.Buffer.Slice(0, Math.Min(length, result.Buffer.Length)).ToArray();
        reader.AdvanceTo(result.Buffer.Start);
        return head;
    }

    private static async Task ReadCompressedAsync(
        PipeReader reader,
        string? path,
        Compression compression,
        LoadOptions options,
        SampleStoreBuilder builder,
        LoadContext context,
        CancellationToken cancellationToken)
    {
        Decompression decompression = new(compression, reader.AsStream(leaveOpen: true), options.MaxDecompressedBytes);
        FilledPipe pipe = decompression.Start(cancellationToken);
        await using (pipe.ConfigureAwait(false))
        {
            try
            {
                await ReadFormatAsync(pipe.Reader, path, options, builder, context, cancellationToken).ConfigureAwait(false);
            }
            catch (ProfileFormatException error) when (decompression.Damage is not null)
            {
                throw new ProfileFormatException(
                    $"The {Compressions.NameOf(compression)} stream is damaged or cut short ({decompression.Damage.Message.TrimEnd('.')}), "
                    + $"and what comes before cannot be read: {error.Message}",
                    error);
            }
        }

        decompression.AddDamage(context);
    }

    private static async Task ReadFormatAsync(
        PipeReader reader,
        string? path,
        LoadOptions options,
        SampleStoreBuilder builder,
        LoadContext context,
        CancellationToken cancellationToken)
    {
        byte[] head = await PeekAsync(reader, ProfileHead.MaxLength, cancellationToken).ConfigureAwait(false);
        IProfileFormat format = InputKind.FormatOf(new ProfileHead(head, Path.GetFileName(path)), options);
        await FormatReading.ReadAsync(format, new PipedSource(reader, path), builder, context, cancellationToken).ConfigureAwait(false);
    }
}
