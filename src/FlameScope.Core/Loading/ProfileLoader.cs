using System.IO.Pipelines;
using FlameScope.Formats;
using FlameScope.Loading;

namespace FlameScope;

#pragma warning disable RS0026 // The overloads differ in their first parameter, which has no default: no call is ambiguous.

/// <summary>Loads profiles: recognises compression and format by content and builds a <see cref="SampleStore"/>.</summary>
public static class ProfileLoader
{
    /// <summary>Loads a file, or a folder that <c>perf record --threads</c> or <c>--kcore</c> made.</summary>
    /// <param name="path">The file or the folder.</param>
    /// <param name="options">How to load; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told how far the load is, about every 4 MiB.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder that is no recording.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ProfileFormatException">
    /// The input is no profile that can be read (the message says what it is and what to do), or the load is strict and a
    /// part of it cannot be read.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<SampleStore> LoadAsync(
        string path,
        LoadOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new LoadOptions();
        path = RecordingFolder.FileOf(path);
        FileStream file = new(path, new FileStreamOptions
        {
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
            BufferSize = 0,
        });
        await using (file.ConfigureAwait(false))
        {
            return FileInput.HeadOf(file) is byte[] head
                ? await FileInput.ReadAsync(file, head, options, progress, cancellationToken).ConfigureAwait(false)
                : await LoadAsync(file, path, options, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Loads a stream from its current position to its end.</summary>
    /// <param name="stream">
    /// The stream; the caller keeps ownership and closes it. One that cannot seek is read ahead on another thread; where the load fails
    /// or is cancelled, and the stream does not listen to cancellation, its last read may still be under way.
    /// </param>
    /// <param name="options">How to load; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told how far the load is, about every 4 MiB.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ProfileFormatException">
    /// The input is no profile that can be read (the message says what it is and what to do), or the load is strict and a
    /// part of it cannot be read.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<SampleStore> LoadAsync(
        Stream stream,
        LoadOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return await LoadAsync(stream, null, options ?? new LoadOptions(), progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Loads what a pipe delivers until it ends.</summary>
    /// <param name="reader">The pipe; the caller keeps ownership and completes it.</param>
    /// <param name="options">How to load; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told how far the load is, about every 4 MiB.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is <see langword="null"/>.</exception>
    /// <exception cref="ProfileFormatException">
    /// The input is no profile that can be read (the message says what it is and what to do), or the load is strict and a
    /// part of it cannot be read.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<SampleStore> LoadAsync(
        PipeReader reader,
        LoadOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return progress is null
            ? PipedInput.ReadAsync(reader, null, options ?? new LoadOptions(), cancellationToken)
            : LoadAsync(reader.AsStream(leaveOpen: true), options, progress, cancellationToken);
    }

    /// <summary>Loads a file and waits for it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to load; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder that is no recording.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ProfileFormatException">The input is no profile that can be read; the message says what it is and what to do.</exception>
    public static SampleStore Load(string path, LoadOptions? options = null) =>
        LoadAsync(path, options).GetAwaiter().GetResult();

    /// <summary>Tells what would read a file, without reading more than its beginning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">The formats to ask; <see langword="null"/> for <see cref="ProfileFormats.Default"/>.</param>
    /// <returns>The format that fits best; <see langword="null"/> where none does.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder that is no recording.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IProfileFormat? Recognize(string path, ProfileFormats? formats = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = RecordingFolder.FileOf(path);
        return (formats ?? ProfileFormats.Default).Recognize(new ProfileHead(FileHead.Read(path), Path.GetFileName(path)));
    }

    private static async Task<SampleStore> LoadAsync(
        Stream stream, string? path, LoadOptions options, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        ProgressStream counted = new(stream, progress);
        await using (counted.ConfigureAwait(false))
        {
            try
            {
                return stream.CanSeek || options.Parallelism == 1
                    ? await ReadAsync(counted, path, options, cancellationToken).ConfigureAwait(false)
                    : await ReadAheadAsync(counted, path, options, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                counted.ReportEnd();
            }
        }
    }

    private static async Task<SampleStore> ReadAsync(Stream stream, string? path, LoadOptions options, CancellationToken cancellationToken)
    {
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 256 * 1024, leaveOpen: true));
        try
        {
            return await PipedInput.ReadAsync(reader, path, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static async Task<SampleStore> ReadAheadAsync(Stream stream, string? path, LoadOptions options, CancellationToken cancellationToken)
    {
        FilledPipe ahead = ReadAhead.Of(stream, cancellationToken);
        await using (ahead.ConfigureAwait(false))
        {
            return await PipedInput.ReadAsync(ahead.Reader, path, options, cancellationToken).ConfigureAwait(false);
        }
    }
}
