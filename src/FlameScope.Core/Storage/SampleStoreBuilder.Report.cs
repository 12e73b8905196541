using FlameScope.Model;

namespace FlameScope.Storage;

public sealed partial class SampleStoreBuilder
{
    private const int MostDiagnostics = 20;

    private readonly List<LoadDiagnostic> _diagnostics = [];
    private long _unparsed;
    private long _lost;
    private long _sideBand;
    private bool _isTruncated;

    /// <summary>Whether the first unparsed place ends the load with a <see cref="ProfileFormatException"/>.</summary>
    public bool IsStrict { get; init; }

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

    /// <summary>Notes that the input ends early.</summary>
    public void MarkTruncated() => _isTruncated = true;

    /// <summary>Whether a further diagnostic would still be kept.</summary>
    private bool WantsDiagnostics => _diagnostics.Count < MostDiagnostics;

    private LoadReport BuildReport() => new()
    {
        LinesRead = LinesRead,
        Samples = SampleCount,
        Unparsed = _unparsed,
        Lost = _lost,
        SideBand = _sideBand,
        Diagnostics = [.. _diagnostics],
        IsTruncated = _isTruncated,
    };
}
