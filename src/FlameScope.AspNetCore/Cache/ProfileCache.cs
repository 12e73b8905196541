using System.Diagnostics;
using FlameScope.AspNetCore.Catalog;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Cache;

/// <summary>
/// Keeps loaded profiles up to a bound of memory. A profile is loaded once however many ask for it, read again when its file
/// has changed, and given up when all who waited for it have gone; where they have only stopped waiting, it goes on.
/// </summary>
internal sealed partial class ProfileCache : IDisposable
{
    private const int MaxQueuedLoads = 32;
    private const int MaxWaiting = 128;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, PendingLoad> _profiles = new(StringComparer.Ordinal);
    private readonly FlameScopeOptions _options;
    private readonly ProfileSniffer _sniffer;
    private readonly CacheMetrics _metrics;
    private readonly ILogger<ProfileCache> _logger;
    private readonly SemaphoreSlim _loads;
    private long _clock;
    private int _waiting;
    private long _bytes;

    public ProfileCache(IOptions<FlameScopeOptions> options, ProfileSniffer sniffer, CacheMetrics metrics, ILogger<ProfileCache> logger)
    {
        _options = options.Value;
        _sniffer = sniffer;
        _metrics = metrics;
        _logger = logger;
        _loads = new SemaphoreSlim(Math.Max(1, _options.MaxConcurrentLoads));
    }

    /// <summary>Memory of the loaded profiles.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Loaded profiles, and those on their way.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _profiles.Count;
            }
        }
    }

    /// <summary>The profile of a file, from memory where the file has not changed since.</summary>
    /// <exception cref="ProfileFormatException">The file is no profile that can be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ServerBusyException">Too many loads are asked for, or too many wait for them.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <param name="entry">The file.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="gone">Whether nobody will ask again.</param>
    /// <returns><see langword="null"/> where the wait has run out; the load goes on.</returns>
    public async Task<LoadedProfile?> GetAsync(ProfileEntry entry, TimeSpan wait, CancellationToken cancellationToken, CancellationToken gone)
    {
        if (entry.IsEmpty)
        {
            throw new ProfileFormatException("The file is empty, or no file that could be read from its beginning to its end.");
        }

        PendingLoad load = Join(entry);
        try
        {
            return await load.Loaded.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!load.Loaded.IsCompleted)
        {
            return null;
        }
        finally
        {
            Leave(load, goesOn: !gone.IsCancellationRequested);
        }
    }

    /// <summary>How far the load of a file is; <see langword="null"/> where it is not being loaded.</summary>
    public LoadProgress? ProgressOf(ProfileEntry entry)
    {
        lock (_lock)
        {
            return _profiles.TryGetValue(entry.FilePath, out PendingLoad? load) && !load.Loaded.IsCompleted ? load.Progress : null;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (PendingLoad load in _profiles.Values)
            {
                load.Abandon();
            }

            _profiles.Clear();
        }
    }

    private PendingLoad Join(ProfileEntry entry)
    {
        lock (_lock)
        {
            if (_profiles.TryGetValue(entry.FilePath, out PendingLoad? load))
            {
                if (load.Entry.Stamp == entry.Stamp && !load.Abandoned.IsCancellationRequested)
                {
                    _metrics.Hit();
                    if (load.Loaded.IsFaulted)
                    {
                        // It failed while nobody waited; whoever asks first is told, and the next tries again.
                        _profiles.Remove(entry.FilePath);
                    }

                    return Use(load);
                }

                Remove(load);
            }

            if (_profiles.Values.Count(one => !one.Loaded.IsCompleted) >= Math.Max(1, _options.MaxConcurrentLoads) + MaxQueuedLoads)
            {
                throw new ServerBusyException("Too many profiles are being loaded. Ask again in a moment.");
            }

            _metrics.Missed();
            load = new PendingLoad(entry);
            _profiles.Add(entry.FilePath, load);
            _ = Task.Run(() => LoadAsync(load), CancellationToken.None);
            return Use(load);
        }
    }

    private PendingLoad Use(PendingLoad load)
    {
        if (!load.Loaded.IsCompleted && _waiting >= MaxWaiting)
        {
            throw new ServerBusyException("Too many requests wait for profiles to be loaded. Ask again in a moment.");
        }

        _waiting++;
        load.Waiting++;
        load.LastUse = ++_clock;
        return load;
    }

    private void Leave(PendingLoad load, bool goesOn)
    {
        lock (_lock)
        {
            _waiting--;
            load.GoesOn |= goesOn;
            if (--load.Waiting == 0 && !load.Loaded.IsCompleted && !load.GoesOn)
            {
                load.Abandon();
            }
        }
    }

    private async Task LoadAsync(PendingLoad load)
    {
        long start = 0;
        try
        {
            await _loads.WaitAsync(load.Abandoned).ConfigureAwait(false);
            try
            {
                start = Stopwatch.GetTimestamp();
                SampleStore store = await ProfileLoader
                    .LoadAsync(load.Entry.FilePath, OptionsOf(_options.Load, load.Entry.IsUpload), load, load.Abandoned)
                    .ConfigureAwait(false);
                _sniffer.Remember(load.Entry, store.TimeAxis);
                Keep(load, new LoadedProfile(load.Entry, store, store.EstimatedBytes), Stopwatch.GetElapsedTime(start));
            }
            finally
            {
                _loads.Release();
            }
        }
        catch (Exception error)
        {
            // Whatever went wrong goes to those who wait, and the next request tries again.
            Drop(load, error);
        }
    }

    /// <summary>
    /// How profiles are loaded beside everything else that the server does: one processor is left for views, unless the options say how many to take;
    /// and whoever sends a profile must not choose which of the server's files are opened.
    /// </summary>
    internal static LoadOptions OptionsOf(LoadOptions options, bool isUpload) => options with
    {
        OpenSiblings = false,
        MaxDegreeOfParallelism = options.MaxDegreeOfParallelism > 0 ? options.MaxDegreeOfParallelism : Math.Max(1, Environment.ProcessorCount - 1),
        Symbols = options.Symbols with { OpenRecordedFiles = options.Symbols.OpenRecordedFiles == true && !isUpload },
    };

    private void Keep(PendingLoad load, LoadedProfile profile, TimeSpan duration)
    {
        lock (_lock)
        {
            // Counted first, so that leaving, which takes it away again, may follow at any time.
            _metrics.Loaded(profile.Bytes, duration);
            Interlocked.Add(ref _bytes, profile.Bytes);
            load.Complete(profile);
            if (!IsKept(load))
            {
                Forget(profile);
            }

            while (_bytes > _options.MaxCacheBytes && LeastUsedBut(load) is PendingLoad least)
            {
                Remove(least);
            }
        }

        LogLoaded(profile.Entry.Name, profile.Store.Count, profile.Bytes, duration.TotalMilliseconds);
    }

    private void Drop(PendingLoad load, Exception error)
    {
        lock (_lock)
        {
            if (IsKept(load) && !(load.GoesOn && load.Waiting == 0))
            {
                _profiles.Remove(load.Entry.FilePath);
            }
        }

        if (error is OperationCanceledException && load.Abandoned.IsCancellationRequested)
        {
            LogAbandoned(load.Entry.Name);
        }
        else
        {
            _metrics.Failed();
            LogFailed(load.Entry.Name, error.Message);
        }

        load.Fail(error);
    }

    private bool IsKept(PendingLoad load) => _profiles.TryGetValue(load.Entry.FilePath, out PendingLoad? kept) && kept == load;

    private PendingLoad? LeastUsedBut(PendingLoad newest) => _profiles.Values
        .Where(load => load != newest && load.Loaded.IsCompletedSuccessfully)
        .MinBy(load => load.LastUse);

    private void Remove(PendingLoad load)
    {
        _profiles.Remove(load.Entry.FilePath);
        if (load.Loaded.IsCompletedSuccessfully)
        {
            Forget(load.Loaded.Result);
            LogEvicted(load.Entry.Name);
        }
    }

    private void Forget(LoadedProfile profile)
    {
        _metrics.Evicted(profile.Bytes);
        Interlocked.Add(ref _bytes, -profile.Bytes);
    }

    [LoggerMessage(LogLevel.Information, "Loaded {Name}: {Samples} samples, {Bytes} bytes, in {Milliseconds:F0} ms.")]
    private partial void LogLoaded(string name, int samples, long bytes, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "Cannot load {Name}: {Reason}")]
    private partial void LogFailed(string name, string reason);

    [LoggerMessage(LogLevel.Debug, "Gave up loading {Name}: nobody waits for it any more.")]
    private partial void LogAbandoned(string name);

    [LoggerMessage(LogLevel.Debug, "Removed {Name} from memory.")]
    private partial void LogEvicted(string name);
}
