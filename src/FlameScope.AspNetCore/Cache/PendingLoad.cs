using System.Diagnostics.CodeAnalysis;
using FlameScope.AspNetCore.Catalog;

namespace FlameScope.AspNetCore.Cache;

/// <summary>One profile of the cache, on its way or there. Guarded by the cache's lock but for the task itself.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source has no timer and no handle, and may be cancelled at any time.")]
internal sealed class PendingLoad : IProgress<LoadProgress>
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<LoadedProfile> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoadProgress _progress;

    public PendingLoad(ProfileEntry entry) => Entry = entry;

    public ProfileEntry Entry { get; }

    public Task<LoadedProfile> Loaded => _loaded.Task;

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Requests that wait for the load.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether the load goes on although nobody waits: somebody will ask again.</summary>
    public bool GoesOn { get; set; }

    /// <summary>Rises with every use; the least is evicted first.</summary>
    public long LastUse { get; set; }

    /// <summary>How far the load is.</summary>
    public LoadProgress Progress
    {
        get
        {
            lock (_loaded)
            {
                return _progress;
            }
        }
    }

    public void Report(LoadProgress value)
    {
        lock (_loaded)
        {
            _progress = value;
        }
    }

    public void Complete(LoadedProfile profile) => _loaded.SetResult(profile);

    public void Fail(Exception error)
    {
        _loaded.SetException(error);

        // Whoever waited may be gone; the failure was logged.
        _ = _loaded.Task.Exception;
    }

    public void Abandon() => _abandoned.Cancel();
}
