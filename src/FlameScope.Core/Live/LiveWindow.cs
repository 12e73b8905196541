using FlameScope.Formats;
using FlameScope.Live;
using FlameScope.Loading;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>The latest part of a recording that is still running, as profiles that views are made from.</summary>
/// <remarks>
/// One call of <see cref="RunAsync"/> fills it; any number of threads may look at it meanwhile, without waiting for it or for each other. Formats that tell
/// their samples only at the end of the input, such as nettrace and most JSON formats, are shown at that time.
/// </remarks>
public sealed class LiveWindow
{
    private readonly LiveWindowOptions _options;
    private readonly TimeProvider _clock;
    private LiveSnapshot _latest;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastArrival;
    private long _bytesArrived;
    private int _isUsed;

    /// <summary>Creates an empty window.</summary>
    /// <param name="options">How much it keeps; <see langword="null"/> for the defaults.</param>
    public LiveWindow(LiveWindowOptions? options = null)
        : this(options ?? new LiveWindowOptions(), TimeProvider.System)
    {
    }

    internal LiveWindow(LiveWindowOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _lastArrival = clock.GetTimestamp();
        ProfileTables empty = new SampleStoreBuilder().CopyTables(null, [], new LoadReport());
        _latest = new LiveSnapshot { Version = 0, Profile = new LiveProfile(empty, [], null, null) };
    }

    /// <summary>The newest snapshot; an empty one of version 0 before the first sample.</summary>
    public LiveSnapshot Latest => Volatile.Read(ref _latest);

    /// <summary>Bytes of the input that have come, as they are: compressed or not.</summary>
    public long BytesArrived => Interlocked.Read(ref _bytesArrived);

    /// <summary>How long no bytes have come, since the window was created where there were none: what tells a stalled pipe from an idle machine.</summary>
    public TimeSpan SinceLastBytes => _clock.GetElapsedTime(Interlocked.Read(ref _lastArrival));

    /// <summary>
    /// Why the beginning of the input cannot be read yet, in a sentence for people; <see langword="null"/> where it can, or nothing has come. More bytes may
    /// change that.
    /// </summary>
    public string? Trouble { get; internal set; }

    /// <summary>Waits for a snapshot that is newer than another.</summary>
    /// <param name="version">The version of the other.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The newest snapshot. Where the input has ended, the last one, at once.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<LiveSnapshot> WaitAsync(long version, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task next = Volatile.Read(ref _next).Task;
            LiveSnapshot latest = Latest;
            if (latest.Version > version || latest.State != LiveState.Running)
            {
                return latest;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads an input of any format and compression until it ends, and publishes what it holds.</summary>
    /// <param name="stream">
    /// The input, such as a pipe; the caller closes it. It is read ahead on another thread, by 2 MiB at most: a source that can wait does so. Where the
    /// call is cancelled, and the stream does not listen to cancellation, its last read may still be under way.
    /// </param>
    /// <param name="cancellationToken">Ends reading; the last snapshot stays, and says so.</param>
    /// <returns>Completes at the end of the input; the last snapshot has been published by then. It has as well where this throws.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The window was filled before.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ProfileFormatException">
    /// The input is no profile that can be read, has no samples, or has more names and stacks than <see cref="LiveWindowOptions.MaxBytes"/> allows.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task RunAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (Interlocked.Exchange(ref _isUsed, 1) != 0)
        {
            throw new InvalidOperationException("A window reads one input, once. Create another one.");
        }

        LiveInput input = new(this, _options, _clock);
        try
        {
            await input.ReadAsync(new ArrivalStream(stream, Note), cancellationToken).ConfigureAwait(false);
            End(LiveState.Ended, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(LiveState.Cancelled, null);
            throw;
        }
        catch (Exception error)
        {
            End(LiveState.Failed, error.Message);
            throw;
        }
    }

    internal void Publish(LiveSnapshot snapshot)
    {
        Volatile.Write(ref _latest, snapshot);
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private void End(LiveState state, string? error) => Publish(Latest with { Version = Latest.Version + 1, State = state, Error = error });

    private void Note(int bytes)
    {
        Interlocked.Add(ref _bytesArrived, bytes);
        Interlocked.Exchange(ref _lastArrival, _clock.GetTimestamp());
    }
}
