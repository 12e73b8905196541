namespace FlameScope.Formats;

/// <summary>A file format of profiles. Third parties plug in the same way as the library's own formats.</summary>
/// <remarks>Instances are shared: they are used from any number of threads, and keep nothing from one load to the next.</remarks>
public interface IProfileFormat
{
    /// <summary>The format's name, as load reports show it and as people ask for it.</summary>
    string Name { get; }

    /// <summary>Endings that names of its files usually have, with their dot: a hint where content leaves a choice. None by default.</summary>
    IReadOnlyList<string> Extensions => [];

    /// <summary>The media type of its files; <c>application/octet-stream</c> by default.</summary>
    string MediaType => "application/octet-stream";

    /// <summary>What times all files of this format have; <see langword="null"/>, the default, where that depends on the file.</summary>
    TimeAxis? TimeAxis => null;

    /// <summary>How well an input fits this format.</summary>
    /// <param name="head">The input's beginning.</param>
    FormatMatch Match(in ProfileHead head);

    /// <summary>Reads an input to its end.</summary>
    /// <param name="source">The decompressed input.</param>
    /// <param name="builder">Where samples, markers and the header go.</param>
    /// <param name="context">What the load may do, and the account of what could not be read.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    /// <exception cref="ProfileFormatException">Nothing can be read at all, or the load is strict and a part cannot.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken);
}
