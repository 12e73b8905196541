using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Symbols;

namespace FlameScope.Loading;

/// <summary>Reads an uncompressed file, which a format may read at random.</summary>
internal static class FileInput
{
    /// <summary>The first bytes of a plain, uncompressed file; <see langword="null"/> where it must be read in order.</summary>
    public static byte[]? HeadOf(FileStream file)
    {
        // Pipes and devices such as /dev/stdin open as files, too, and some report a length of 0.
        if (!file.CanSeek || file.Length == 0)
        {
            return null;
        }

        byte[] head = new byte[(int)Math.Min(ProfileHead.MaxLength, file.Length)];
        int read = 0;
        while (read < head.Length && RandomAccess.Read(file.SafeFileHandle, head.AsSpan(read), read) is var count and > 0)
        {
            read += count;
        }

        Array.Resize(ref head, read);
        return Compressions.Recognize(head) == Compression.None ? head : null;
    }

    public static async Task<SampleStore> ReadAsync(
        FileStream file, byte[] head, LoadOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        long length = file.Length;
        long read = 0;
        LoadContext context = options.CreateContext(isFile: true, Report);
        using RecordingSymbols symbols = context.Symbols;
        SampleStoreBuilder builder = new() { Limits = options.Limits };
        IProfileFormat format = InputKind.FormatOf(new ProfileHead(head, Path.GetFileName(file.Name)), options);
        ProgressStream counted = new(file, progress);
        PipeReader? pipe = null;
        await using (counted.ConfigureAwait(false))
        {
            try
            {
                FileSource source = new(file, OpenPipe, options.OpenSiblings);
                await Task.Run(() => FormatReading.ReadAsync(format, source, builder, context, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (pipe is not null)
                {
                    await pipe.CompleteAsync().ConfigureAwait(false);
                    counted.ReportEnd();
                }
            }
        }

        return LoadedStore.Build(builder, context);

        PipeReader OpenPipe() => pipe ??= PipeReader.Create(counted, new StreamPipeReaderOptions(bufferSize: 256 * 1024, leaveOpen: true));

        void Report(long bytes)
        {
            long all = Interlocked.Add(ref read, bytes);
            progress?.Report(new LoadProgress(all, length));
        }
    }
}
