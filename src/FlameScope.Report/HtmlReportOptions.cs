namespace FlameScope.Report;

/// <summary>How <see cref="HtmlReportExporter"/> writes a report.</summary>
public sealed record HtmlReportOptions
{
    /// <summary>Gets the heading; <see langword="null"/> for the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>Gets a note that is shown above everything else, as plain text; <see langword="null"/> for none.</summary>
    public string? Notes { get; init; }

    /// <summary>Gets the file that the profile was read from; <see langword="null"/> where it was none.</summary>
    public ReportedFile? File { get; init; }

    /// <summary>Gets the samples of another recording that the report opens a difference to; <see langword="null"/> for none.</summary>
    public ProfileSlice? Baseline { get; init; }

    /// <summary>Gets the file that the baseline was read from; <see langword="null"/> where it was none.</summary>
    public ReportedFile? BaselineFile { get; init; }

    /// <summary>
    /// Gets what times are rounded down to; zero, the default, keeps them to the nanosecond. A millisecond makes a report a sixth
    /// smaller.
    /// </summary>
    public TimeSpan TimeStep { get; init; }

    /// <summary>Gets whether the report tells which thread each sample is of; it does by default.</summary>
    public bool IncludeThreads { get; init; } = true;

    /// <summary>
    /// Gets the names that are not told: each function, module, file, thread, event, marker and label that fits one of these is
    /// replaced by <c>redacted-1</c> and so on, the same everywhere in a report.
    /// </summary>
    public IReadOnlyList<TextPattern> Redactions { get; init; } = [];

    /// <summary>Gets the size in bytes from which on a report is refused; 64 MiB by default.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>Gets the most samples of a report, the baseline's included; 20 million by default.</summary>
    public int MaxSamples { get; init; } = 20_000_000;
}
