using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Reads an uncompressed file in several parts at once.</summary>
internal static class SeekableInput
{
    /// <summary>The format of a file that can be read in parts; <see langword="null"/> where it must be read in order.</summary>
    public static ISeekableProfileFormat? FormatOf(FileStream file, IReadOnlyList<IProfileFormat> formats)
    {
        // Pipes and devices such as /dev/stdin open as files, too, and some report a length of 0.
        if (!file.CanSeek || file.Length == 0)
        {
            return null;
        }

        byte[] head = new byte[(int)Math.Min(InputKind.HeadLength, file.Length)];
        int read = 0;
        while (read < head.Length && RandomAccess.Read(file.SafeFileHandle, head.AsSpan(read), read) is var count and > 0)
        {
            read += count;
        }

        ReadOnlySpan<byte> known = head.AsSpan(0, read);
        return Compressions.Sniff(known) == Compression.None
            ? InputKind.FormatOf(known, formats) as ISeekableProfileFormat
            : null;
    }

    public static SampleStore Read(
        FileStream file,
        ISeekableProfileFormat format,
        LoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellationToken)
    {
        long length = file.Length;
        long read = 0;
        SampleStoreBuilder builder = new() { IsStrict = options.IsStrict, Limits = options.Limits, Format = format.Name };
        format.ReadFile(file.SafeFileHandle, length, builder, options.Parallelism, Report, cancellationToken);
        return LoadedStore.Build(builder);

        void Report(long bytes)
        {
            long all = Interlocked.Add(ref read, bytes);
            progress?.Report(new LoadProgress(all, length));
        }
    }
}
