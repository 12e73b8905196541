using FlameScope.Loading;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    private const int MostDiagnostics = 20;

    private readonly List<LoadDiagnostic> _diagnostics = [];
    private long _unparsed;
    private long _lost;
    private long _sideBand;

    /// <summary>Whether the first unparsed place ends the load with a <see cref="ProfileFormatException"/>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether the input ends early: inside a line, a sample or a compressed stream.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Bytes of decompressed input read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>Lines read so far; 0 for formats without lines.</summary>
    public long LinesRead { get; set; }

    /// <summary>Counts an event, or a line that might have been one, that could not be read, and keeps the first 20 places.</summary>
    /// <param name="diagnostic">The place, its text, and what was expected.</param>
    /// <exception cref="ProfileFormatException"><see cref="IsStrict"/> is set.</exception>
    public void AddUnparsed(LoadDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        if (IsStrict)
        {
            throw new ProfileFormatException(diagnostic);
        }

        _unparsed++;
        if (WantsDiagnostics)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Counts events that the profiler itself says it lost.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void AddLost(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _lost = count > long.MaxValue - _lost ? long.MaxValue : _lost + count;
    }

    /// <summary>Counts a line that belongs to the format but is no sample.</summary>
    public void AddSideBand() => _sideBand++;

    /// <summary>Notes that the input ends early, inside a line, a sample or a compressed stream.</summary>
    /// <param name="diagnostic">Where, and what is missing; no event is counted for it.</param>
    /// <exception cref="ProfileFormatException"><see cref="IsStrict"/> is set.</exception>
    public void MarkTruncated(LoadDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        if (IsStrict)
        {
            throw new ProfileFormatException(diagnostic);
        }

        IsTruncated = true;
        if (WantsDiagnostics)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Name of the format that fills this builder.</summary>
    internal string Format { get; set; } = "";

    /// <summary>Name of the compression around the input.</summary>
    internal string Compression { get; set; } = "none";

    /// <summary>Whether a further diagnostic would still be kept.</summary>
    private bool WantsDiagnostics => _diagnostics.Count < MostDiagnostics;

    private LoadReport BuildReport() => new()
    {
        Format = Format,
        Compression = Compression,
        BytesRead = BytesRead,
        LinesRead = LinesRead,
        Samples = SampleCount,
        Unparsed = _unparsed,
        Lost = _lost,
        SideBand = _sideBand,
        Diagnostics = [.. _diagnostics],
        IsTruncated = IsTruncated,
    };
}
