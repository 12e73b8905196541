using System.IO.Pipelines;

namespace FlameScope.Formats;

/// <summary>A file format of profiles. Third parties plug in the same way as the library's own formats.</summary>
public interface IProfileFormat
{
    /// <summary>The format's name, as load reports show it.</summary>
    string Name { get; }

    /// <summary>Whether an input looks like this format.</summary>
    /// <param name="head">The input's first bytes, decompressed: 64 KiB, or all of a shorter input.</param>
    bool CanRead(ReadOnlySpan<byte> head);

    /// <summary>Reads an input to its end.</summary>
    /// <param name="input">The decompressed input; the caller completes it.</param>
    /// <param name="builder">Where samples, header and what could not be read go.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    /// <exception cref="ProfileFormatException">Nothing can be read at all, or the builder is strict and a part cannot.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask ReadAsync(PipeReader input, SampleStoreBuilder builder, CancellationToken cancellationToken);
}
