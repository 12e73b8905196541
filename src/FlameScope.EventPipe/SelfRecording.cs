using Microsoft.Diagnostics.NETCore.Client;
using ClientSession = Microsoft.Diagnostics.NETCore.Client.EventPipeSession;

namespace FlameScope.EventPipe;

/// <summary>One recording of this very process.</summary>
/// <remarks>
/// Two threads of its own make it: one reads, one stops, and neither needs the thread pool, which may be what is to be looked at.
/// While the runtime completes the recording, it waits for the reader; so the reader does nothing but read and write, and never waits for
/// the other. Whoever does not end in time is given up: the connection is cut, and the destination is not written any more.
/// </remarks>
internal sealed class SelfRecording
{
    private const int BufferLength = 256 * 1024;

    private readonly EventPipeOptions _options;
    private readonly Stream _destination;
    private readonly CancellationToken _stop;
    private readonly TaskCompletionSource<RecordingSummary> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _writing = new();
    private ClientSession? _session;
    private TimeSpan? _readerTime;
    private Exception? _failure;
    private long _bytes;
    private bool _isGivenUp;
    private bool _isLimitReached;

    private SelfRecording(Stream destination, EventPipeOptions options, CancellationToken stop)
    {
        _destination = destination;
        _options = options;
        _stop = stop;
    }

    /// <param name="destination">Where to write.</param>
    /// <param name="options">How to record, with a duration.</param>
    /// <param name="stop">Ends it early.</param>
    public static async Task<RecordingSummary> RunAsync(Stream destination, EventPipeOptions options, CancellationToken stop)
    {
        SelfRecording recording = new(destination, options, stop);
        Thread thread = new(recording.Run) { Name = "FlameScope recorder", IsBackground = true };
        thread.Start();
        try
        {
            await Task.WhenAny(recording._isStarted.Task, recording._result.Task).WaitAsync(options.StopTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException error) when (recording._isStarted.TrySetCanceled(CancellationToken.None))
        {
            throw new EventPipeException($"The runtime of this process did not start to record within {options.StopTimeout.TotalSeconds:0} s.", error);
        }

        return await recording._result.Task.ConfigureAwait(false);
    }

    // Starts, and stops: all that waits.
    private void Run()
    {
        try
        {
            _session = new DiagnosticsClient(Environment.ProcessId).StartEventPipeSession(
                [.. Providers.For(_options), Providers.Recorder], _options.NamesMethods, _options.BufferMegabytes);
        }
        catch (Exception error)
        {
            _result.SetException(new EventPipeException(
                $"This process cannot be recorded: DOTNET_EnableDiagnostics=0 stands in its environment, or its diagnostic port is closed ({error.Message.TrimEnd('.')}).", error));
            return;
        }

        if (!_isStarted.TrySetResult())
        {
            // Nobody waits for it any more.
            _session.Dispose();
            return;
        }

        try
        {
            RecorderEvents.Log.OwnThread();
            Thread reader = new(Read) { Name = "FlameScope recorder's reader", IsBackground = true };
            reader.Start();
            RecordingEnd end = WaitForEnd();
            bool isCut = !Stop();
            Conclude(end, isCut);
        }
        catch (Exception error)
        {
            GiveUp();
            _result.TrySetException(error);
        }
        finally
        {
            _session.Dispose();
        }
    }

    private RecordingEnd WaitForEnd()
    {
        try
        {
            return _isOver.Task.Wait(_options.Duration ?? Timeout.InfiniteTimeSpan, _stop)
                ? _isLimitReached ? RecordingEnd.MaxBytesReached : RecordingEnd.ProcessEnded
                : RecordingEnd.DurationOver;
        }
        catch (OperationCanceledException)
        {
            return RecordingEnd.Stopped;
        }
    }

    // The answer to the stop comes when the rest is written, or never.
    private bool Stop()
    {
        long limit = Environment.TickCount64 + (long)_options.StopTimeout.TotalMilliseconds;
        Thread stopper = new(AskToStop) { Name = "FlameScope recorder's stop", IsBackground = true };
        stopper.Start();
        if (!_isRead.Task.Wait(_options.StopTimeout))
        {
            return false;
        }

        stopper.Join((int)Math.Clamp(limit - Environment.TickCount64, 0, int.MaxValue));
        return true;
    }

    private void AskToStop()
    {
        try
        {
            RecorderEvents.Log.OwnThread();
            _session!.Stop();
        }
        catch (Exception)
        {
            // It has ended, or is cut. Whatever it is: a thread that fails would end the host.
        }
    }

    private void Read()
    {
        try
        {
            RecorderEvents.Log.OwnThread();
            byte[] buffer = new byte[BufferLength];
            while (ReadSome(buffer) is int count and > 0)
            {
                Write(buffer.AsSpan(0, count));
                if (_bytes >= _options.MaxBytes)
                {
                    _isLimitReached = true;
                    _isOver.TrySetResult();
                }
            }
        }
        catch (Exception error)
        {
            _failure ??= error;
        }

        _readerTime = ThreadTime.OfThisThread();
        _isRead.TrySetResult();
        _isOver.TrySetResult();
    }

    private int ReadSome(byte[] buffer)
    {
        try
        {
            return _session!.EventStream.Read(buffer, 0, buffer.Length);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    // After a failure the rest is read all the same: the runtime waits for that.
    private void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            if (_isGivenUp || _failure is not null)
            {
                return;
            }

            try
            {
                _destination.Write(bytes);
                _bytes += bytes.Length;
            }
            catch (Exception error)
            {
                _failure = error;
                _isOver.TrySetResult();
            }
        }
    }

    private void Conclude(RecordingEnd end, bool isCut)
    {
        if (isCut)
        {
            GiveUp();
        }

        if (_failure is not null)
        {
            _result.SetException(_failure);
            return;
        }

        TimeSpan? time = isCut ? null : _readerTime + ThreadTime.OfThisThread();
        _result.SetResult(new RecordingSummary(Interlocked.Read(ref _bytes), end, isCut) { ReaderTime = time });
    }

    // A write that hangs keeps the lock: then there is nothing more to wait for.
    private void GiveUp()
    {
        _session!.Dispose();
        if (_writing.TryEnter(TimeSpan.FromSeconds(1)))
        {
            _isGivenUp = true;
            _writing.Exit();
        }
        else
        {
            Volatile.Write(ref _isGivenUp, true);
        }
    }
}
