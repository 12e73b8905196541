namespace FlameScope.Live;

/// <summary>The markers of a window.</summary>
internal sealed class MarkerWindow
{
    private readonly List<Marker> _markers = [];
    private readonly List<Marker> _lost = [];
    private Marker[]? _sorted = [];

    /// <summary>Adds markers.</summary>
    /// <param name="markers">Markers of the input.</param>
    /// <param name="lost">Those that tell of lost events, which come last at an instant as they do where an input is read at once.</param>
    public void Add(Marker[] markers, Marker[] lost)
    {
        _markers.AddRange(markers);
        _lost.AddRange(lost);
        if (markers.Length + lost.Length > 0)
        {
            _sorted = null;
        }
    }

    /// <summary>Lets go of those that ended before the window begins.</summary>
    public void Pass(long? start)
    {
        if (start is long first && _markers.RemoveAll(IsOver) + _lost.RemoveAll(IsOver) > 0)
        {
            _sorted = null;
        }

        bool IsOver(Marker marker) => marker.Range.Start < start && marker.Range.End <= start;
    }

    /// <summary>The markers by start.</summary>
    /// <param name="renamed">By thread: the one that it is by now; <see langword="null"/> where each is its own.</param>
    public Marker[] ToArray(ThreadId[]? renamed)
    {
        Marker[] sorted = _sorted ??= [.. _markers.Concat(_lost).OrderBy(static marker => marker.Range.Start)];
        return renamed is null
            ? sorted
            : Array.ConvertAll(sorted, marker => marker.Thread is ThreadId thread ? marker with { Thread = renamed[thread.Value] } : marker);
    }
}
