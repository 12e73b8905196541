using FlameScope.Formats;
using FlameScope.Symbols;

namespace FlameScope;

/// <summary>How an input is loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>The formats to try; the one that fits the input best reads it.</summary>
    public ProfileFormats Formats { get; init; } = ProfileFormats.Default;

    /// <summary>
    /// Name of the one of <see cref="Formats"/> that reads the input, whatever it looks like; <see langword="null"/>, the default, to recognise the
    /// format by content. A load fails with a <see cref="ProfileFormatException"/> where there is no format of that name.
    /// </summary>
    public string? Format { get; init; }

    /// <summary>
    /// Whether names of C++ and Rust functions that the input has mangled are shown as perf prints them: without parameters, return
    /// types and hashes; and those of .NET's runtime as the source has them. They are by default. What cannot be demangled stays as it is.
    /// </summary>
    public bool Demangle { get; init; } = true;

    /// <summary>
    /// Whether a format may open files that lie beside the input, such as the parts of a recording; so by default for files on disk.
    /// Streams have none. Servers that load what others chose turn it off.
    /// </summary>
    public bool OpenSiblings { get; init; } = true;

    /// <summary>
    /// The step at which formats that hold spans instead of samples (trace events, evented speedscope) take samples of them, at whole multiples of the
    /// step; 1 ms by default, at least 100 ns. Each sample is worth the step; spans that meet no multiple are counted in <see cref="LoadReport.ShortSpans"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive.</exception>
    public TimeSpan IntervalStep
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(IntervalStep));
            field = value;
        }
    } = LoadContext.DefaultIntervalStep;

    /// <summary>Where names are looked for that the input has only as addresses.</summary>
    public SymbolOptions Symbols { get; init; } = new();

    /// <summary>Whether the first place that cannot be read ends the load with a <see cref="ProfileFormatException"/>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>
    /// The most threads used to read an uncompressed file, or to read a stream ahead; 0, the default, for one a processor. Results do
    /// not depend on it.
    /// </summary>
    public int MaxDegreeOfParallelism { get; init; }

    /// <summary>How large the store may grow; the load fails with a <see cref="ProfileFormatException"/> beyond.</summary>
    public StoreLimits Limits { get; init; } = new();

    /// <summary>
    /// The most bytes of text that a compressed input may expand to; 64 GiB by default. The load fails with a
    /// <see cref="ProfileFormatException"/> beyond, so that no decompression bomb runs for ever.
    /// </summary>
    public long MaxDecompressedBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <param name="isFile">Whether the input is a file that is loaded by path, so that this machine's symbol files may be opened.</param>
    /// <param name="read">Told how many bytes were read at random.</param>
    /// <param name="reorderWindow">How long samples may come after later ones, where they are handed over as they are read.</param>
    internal LoadContext CreateContext(bool isFile, Action<long>? read = null, TimeSpan reorderWindow = default) => new(Limits, IsStrict, Demangle, Parallelism, read, IntervalStep)
    {
        Symbols = new RecordingSymbols(Symbols, isFile),
        MaxDecompressedBytes = MaxDecompressedBytes,
        ReorderWindow = reorderWindow,
    };

    internal int Parallelism => MaxDegreeOfParallelism > 0 ? MaxDegreeOfParallelism : Environment.ProcessorCount;
}
