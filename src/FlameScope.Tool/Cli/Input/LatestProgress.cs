namespace FlameScope.Tool.Cli;

/// <summary>Keeps only the last word of a load; whoever draws it asks when it likes.</summary>
internal sealed class LatestProgress : IProgress<LoadProgress>
{
    private readonly Lock _lock = new();
    private LoadProgress _latest;

    public LoadProgress Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    public void Report(LoadProgress value)
    {
        lock (_lock)
        {
            // Parts of a file are read at once and may report out of order.
            _latest = value.BytesRead > _latest.BytesRead ? value : _latest;
        }
    }
}
