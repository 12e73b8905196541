using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats;

/// <summary>A format that reads an uncompressed file in several parts at once.</summary>
internal interface ISeekableProfileFormat : IProfileFormat
{
    /// <summary>Reads a file to its end; the result does not depend on the number of parts.</summary>
    /// <param name="file">The open file; the caller closes it.</param>
    /// <param name="length">The file's length in bytes.</param>
    /// <param name="builder">Where samples, header and what could not be read go.</param>
    /// <param name="parallelism">The most threads to use, at least 1.</param>
    /// <param name="bytesRead">Told how many further bytes were read; from any of the threads.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    void ReadFile(
        SafeFileHandle file,
        long length,
        SampleStoreBuilder builder,
        int parallelism,
        Action<long> bytesRead,
        CancellationToken cancellationToken);
}
