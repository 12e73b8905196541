using System.Buffers;

namespace FlameScope.Export;

/// <summary>Writes one kind of view in one file format. Third parties plug in the same way as the library's own exporters.</summary>
/// <typeparam name="T">What is written, such as a <see cref="HeatMap"/> or a <see cref="FlameTree"/>.</typeparam>
public interface IProfileExporter<in T>
{
    /// <summary>The media type of the output, such as <c>image/svg+xml</c>.</summary>
    string MediaType { get; }

    /// <summary>Writes a value; the same value gives the same bytes on any machine and in any culture.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="output">Where to; the caller keeps ownership.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    void Export(T value, IBufferWriter<byte> output);
}
