using Microsoft.Diagnostics.NETCore.Client;
using ClientSession = Microsoft.Diagnostics.NETCore.Client.EventPipeSession;

namespace FlameScope.EventPipe;

/// <summary>A recording of a running .NET process: samples of its threads, and what its runtime does.</summary>
/// <remarks>
/// The runtime stops all managed threads at each tick of its sampler, whether they run or not; that costs a busy process some of its
/// throughput. Read the events in one way, once: <see cref="RecordAsync"/>, <see cref="LoadAsync"/> or <see cref="Events"/>.
/// </remarks>
public sealed class EventPipeSession : IAsyncDisposable
{
    private readonly ClientSession _session;
    private readonly EventPipeOptions _options;
    private Task? _stop;

    private EventPipeSession(int processId, ClientSession session, EventPipeOptions options)
    {
        ProcessId = processId;
        _session = session;
        _options = options;
    }

    /// <summary>The recorded process.</summary>
    public int ProcessId { get; }

    /// <summary>The trace as the process sends it (<c>.nettrace</c>); ends when the session has stopped or the process has ended.</summary>
    public Stream Events => _session.EventStream;

    /// <summary>Starts to record a running process.</summary>
    /// <param name="processId">The process; this one as well.</param>
    /// <param name="options">How to record; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="EventPipeException">The process cannot be recorded: it is gone, another user's, or no .NET.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<EventPipeSession> AttachAsync(int processId, EventPipeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EventPipeOptions();
        options.ThrowIfInvalid();
        return StartAsync(new DiagnosticsClient(processId), processId, options, cancellationToken);
    }

    /// <summary>Writes the trace to a stream until the session has stopped; stops it at the limits of the options.</summary>
    /// <param name="destination">Where to; stays open.</param>
    /// <param name="stop">Stops the session, and so completes the trace: no error.</param>
    /// <returns>What the recording came to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The destination cannot be written; the session is stopped.</exception>
    public async Task<RecordingSummary> RecordAsync(Stream destination, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        BoundedCopy copy = new(Events, destination, _options.MaxBytes);
        using CancellationTokenSource connection = new();
        Task copied = copy.RunAsync(connection.Token);
        RecordingEnd end = await WaitAsync(copied, copy.LimitReached, stop).ConfigureAwait(false);
        bool isCut = false;
        if (!copied.IsCompleted)
        {
            using CancellationTokenSource limit = new(_options.StopTimeout);
            await StopAsync(limit.Token).ConfigureAwait(false);
            isCut = !await EndsAsync(copied, limit.Token).ConfigureAwait(false);
            if (isCut)
            {
                // A process that is stopped or hangs never ends its trace: what it has sent by now is whole.
                await connection.CancelAsync().ConfigureAwait(false);
                _session.Dispose();
            }
        }

        await copied.ConfigureAwait(false);
        await destination.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return new RecordingSummary(copy.Bytes, end, isCut);
    }

    /// <summary>Records straight into a store, without a file.</summary>
    /// <param name="options">How to load; <see langword="null"/> for the defaults.</param>
    /// <param name="stop">Stops the session; the store is what was recorded until then.</param>
    /// <returns>The store; its report counts lost events.</returns>
    /// <exception cref="ProfileFormatException">Nothing was sampled.</exception>
    public async Task<SampleStore> LoadAsync(LoadOptions? options = null, CancellationToken stop = default)
    {
        System.IO.Pipelines.Pipe pipe = new(new System.IO.Pipelines.PipeOptions(pauseWriterThreshold: 16 * 1024 * 1024, resumeWriterThreshold: 8 * 1024 * 1024));
        Task<SampleStore> load = ProfileLoader.LoadAsync(pipe.Reader, options, null, CancellationToken.None);
        try
        {
            await RecordAsync(pipe.Writer.AsStream(leaveOpen: true), stop).ConfigureAwait(false);
        }
        finally
        {
            await pipe.Writer.CompleteAsync().ConfigureAwait(false);
        }

        return await load.ConfigureAwait(false);
    }

    /// <summary>Asks the process to end its trace; <see cref="Events"/> has to be read meanwhile, as the process sends the rest.</summary>
    /// <param name="cancellationToken">Ends the wait for the process's answer, not the stop.</param>
    /// <returns>Completes when the process has answered, is gone, or the token was cancelled; never throws for these.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _stop ??= AskToStopAsync();
        try
        {
            await _stop.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever waits goes on without the answer.
        }
    }

    /// <summary>Ends the session at once, whether it was stopped before or not.</summary>
    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static async Task<EventPipeSession> StartAsync(
        DiagnosticsClient client, int processId, EventPipeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            ClientSession session = await client.StartEventPipeSessionAsync(
                Providers.For(options), options.NamesMethods, options.BufferMegabytes, cancellationToken).ConfigureAwait(false);
            return new EventPipeSession(processId, session, options);
        }
        catch (Exception error) when (error is DiagnosticsClientException or IOException or UnauthorizedAccessException)
        {
            throw new EventPipeException(
                $"Process {processId} cannot be recorded: it has ended, belongs to another user, is no .NET, or has DOTNET_EnableDiagnostics=0 ({error.Message.TrimEnd('.')}).",
                error);
        }
    }

    private async Task<RecordingEnd> WaitAsync(Task copied, Task limitReached, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task waited = Task.Delay(_options.Duration ?? Timeout.InfiniteTimeSpan, over.Token);
        Task first = await Task.WhenAny(copied, limitReached, waited).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return limitReached.IsCompletedSuccessfully ? RecordingEnd.MaxBytesReached
            : first == copied ? RecordingEnd.ProcessEnded
            : stop.IsCancellationRequested ? RecordingEnd.Stopped
            : RecordingEnd.DurationOver;
    }

    private static async Task<bool> EndsAsync(Task copied, CancellationToken limit)
    {
        try
        {
            await copied.WaitAsync(limit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return copied.IsCompleted;
        }
    }

    // On a thread of its own: the process may take long to answer, and this process may be the one that is recorded.
    private Task AskToStopAsync() => Task.Run(async () =>
    {
        try
        {
            using CancellationTokenSource limit = new(_options.StopTimeout);
            await _session.StopAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DiagnosticsClientException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process is gone, or does not answer: either way its trace ends with the connection.
        }
    });
}
