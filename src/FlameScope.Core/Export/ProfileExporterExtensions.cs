using System.Buffers;
using System.Text;

namespace FlameScope.Export;

/// <summary>Where else than into an <see cref="IBufferWriter{T}"/> an exporter can write.</summary>
public static class ProfileExporterExtensions
{
    /// <summary>Writes a value into a stream, piece by piece: the output is never held in memory as a whole.</summary>
    /// <typeparam name="T">What is written.</typeparam>
    /// <param name="exporter">The exporter.</param>
    /// <param name="value">What to write.</param>
    /// <param name="stream">Where to; stays open and is not flushed.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be written.</exception>
    /// <exception cref="IOException">The stream failed; what it had taken up to then stays there.</exception>
    public static void Export<T>(this IProfileExporter<T> exporter, T value, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(exporter);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written.", nameof(stream));
        }

        using StreamBufferWriter output = new(stream);
        exporter.Export(value, output);
        output.WriteToStream();
    }

    /// <summary>Writes a value into a string, for tests and small views; the media types of this library are all UTF-8 text.</summary>
    /// <typeparam name="T">What is written.</typeparam>
    /// <param name="exporter">The exporter.</param>
    /// <param name="value">What to write.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static string ExportToString<T>(this IProfileExporter<T> exporter, T value)
    {
        ArgumentNullException.ThrowIfNull(exporter);
        ArrayBufferWriter<byte> output = new();
        exporter.Export(value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
