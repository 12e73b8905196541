using FlameScope.AspNetCore.Catalog;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Recordings;

/// <summary>Records the source that the application has registered, one recording at a time.</summary>
internal sealed partial class Recorder(
    IEnumerable<ILiveSource> sources, RecordingFolder folder, IOptions<FlameScopeOptions> options, ILogger<Recorder> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Recording> _recordings = [];
    private readonly ILogger<Recorder> _logger = logger;
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private int _started;

    /// <summary>What can be recorded; <see langword="null"/> where the application registered nothing.</summary>
    public ILiveSource? Source { get; } = sources.FirstOrDefault();

    /// <summary>The last recordings, the newest first.</summary>
    public IReadOnlyList<Recording> List()
    {
        lock (_lock)
        {
            return [.. _recordings];
        }
    }

    /// <summary>Starts a recording, which goes on by itself.</summary>
    /// <param name="duration">How long; <see langword="null"/> for the source's default.</param>
    /// <returns>The recording, or <see langword="null"/> where one is running.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not allowed.</exception>
    public Recording? TryStart(TimeSpan? duration)
    {
        ILiveSource source = Source!;
        TimeSpan asked = source.Limits.DurationOf(duration);
        lock (_lock)
        {
            if (_stop is not null)
            {
                return null;
            }

            Recording recording = new(++_started, source.Name, DateTime.UtcNow, asked);
            _recordings.AddFirst(recording);
            while (_recordings.Count > Math.Max(1, options.Value.MaxRecordings))
            {
                _recordings.RemoveLast();
            }

            _stop = new CancellationTokenSource();
            CancellationToken stop = _stop.Token;
            LogStarted(recording.Source, asked.TotalSeconds);
            _running = Task.Run(() => RunAsync(source, recording, stop), CancellationToken.None);
            return recording;
        }
    }

    /// <summary>Stops the recording that is running; it is completed, and kept.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>The recording, once it has ended; <see langword="null"/> where none is running.</returns>
    public async Task<Recording?> StopAsync(CancellationToken cancellationToken)
    {
        Task running;
        int id;
        lock (_lock)
        {
            if (_stop is null)
            {
                return null;
            }

            id = _started;
            running = _running;
            _stop.Cancel();
        }

        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        return List().First(recording => recording.Id == id);
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);

    private async Task RunAsync(ILiveSource source, Recording recording, CancellationToken stop)
    {
        Recording ended;
        try
        {
            ended = await RecordAsync(source, recording, stop).ConfigureAwait(false);
            LogEnded(recording.Source, ended.Summary!.Bytes, ended.Summary.ReaderTime?.TotalMilliseconds, ended.Summary.End);
        }
        catch (Exception error)
        {
            LogFailed(recording.Source, error);
            ended = recording with { State = RecordingState.Failed, Failure = error is InvalidOperationException ? error.Message : "The server's log says more." };
        }

        lock (_lock)
        {
            for (LinkedListNode<Recording>? node = _recordings.First; node is not null; node = node.Next)
            {
                node.Value = node.Value.Id == ended.Id ? ended : node.Value;
            }

            _stop!.Dispose();
            _stop = null;
        }
    }

    private async Task<Recording> RecordAsync(ILiveSource source, Recording recording, CancellationToken stop)
    {
        FileStream file = folder.Create();
        try
        {
            RecordingSummary summary;
            await using (file.ConfigureAwait(false))
            {
                summary = await source.RecordAsync(file, recording.Duration, stop).ConfigureAwait(false);
            }

            return recording with { State = RecordingState.Complete, Summary = summary, Profile = folder.Publish(file.Name, recording.StartedUtc) };
        }
        finally
        {
            File.Delete(file.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Recording {Source} for up to {Seconds} s.")]
    private partial void LogStarted(string source, double seconds);

    [LoggerMessage(LogLevel.Information, "Recorded {Source}: {Bytes} bytes, {ReaderMilliseconds} ms of CPU for the reader ({End}).")]
    private partial void LogEnded(string source, long bytes, double? readerMilliseconds, RecordingEnd end);

    [LoggerMessage(LogLevel.Error, "Recording {Source} failed.")]
    private partial void LogFailed(string source, Exception error);
}
