using FlameScope.Formats;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>Where names are looked for that a recording has only as addresses.</summary>
/// <remarks>
/// A file is believed only where its build id is the recorded one. Where the recording has none, a file is taken by its path, and
/// <see cref="LoadReport.SymbolNotes"/> say so.
/// </remarks>
public sealed record SymbolOptions
{
    private readonly ValueList<string> _roots;
    private readonly ValueList<Uri> _debuginfodServers;
    private readonly ValueList<ISymbolResolver> _resolvers;

    /// <summary>
    /// Folders, or archives that stand for one (tar; plain, gzip, zstd, or bzip2 where that is installed), to search in order. In each:
    /// <c>.build-id</c> of the folder itself, of <c>debug</c>, <c>.debug</c> and <c>usr/lib/debug</c>; the recorded path; then files of the
    /// recorded name, at most two folders deep. Links that lead out of a folder are not followed.
    /// </summary>
    public IReadOnlyList<string> Roots
    {
        get => _roots.Items;
        init => _roots = new ValueList<string>(value);
    }

    /// <summary>
    /// Whether this machine's own files may be opened as well: the recorded paths, perf's cache in the home folder,
    /// <c>/usr/lib/debug</c>, and maps of runtimes in <c>/tmp</c>. <see langword="null"/>, the default, allows it for files that are
    /// loaded by path, and for streams not.
    /// </summary>
    public bool? OpenRecordedFiles { get; init; }

    /// <summary>Servers that speak the debuginfod protocol, asked last for what has a build id; none by default.</summary>
    public IReadOnlyList<Uri> DebuginfodServers
    {
        get => _debuginfodServers.Items;
        init => _debuginfodServers = new ValueList<Uri>(value);
    }

    /// <summary>
    /// A folder that keeps what servers sent for the next load, laid out as debuginfod's own clients do; <see langword="null"/>, the default,
    /// for one that goes with the load.
    /// </summary>
    public string? DebuginfodCache { get; init; }

    /// <summary>The most bytes of one file that is taken from an archive or a server; 2 GiB by default.</summary>
    public long MaxFileBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How long a server may take to answer for one file; 30 seconds by default.</summary>
    public TimeSpan DebuginfodTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Resolvers of one's own, asked in order before any file is looked for.</summary>
    public IReadOnlyList<ISymbolResolver> Resolvers
    {
        get => _resolvers.Items;
        init => _resolvers = new ValueList<ISymbolResolver>(value);
    }
}
