using System.IO.Pipelines;

namespace FlameScope.Input;

/// <summary>Reads a stream on a thread of its own into a pipe, so that parsing goes on meanwhile.</summary>
internal sealed class ReadAheadPipe : IAsyncDisposable
{
    private const int BlockSize = 256 * 1024;
    private const int MostBlocksAhead = 8;

    // What an operating system's pipe delivers at once.
    private const int LeastSpace = 64 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: BlockSize * MostBlocksAhead,
        resumeWriterThreshold: BlockSize * MostBlocksAhead / 2,
        minimumSegmentSize: BlockSize,
        useSynchronizationContext: false));

    private readonly CancellationTokenSource _end;
    private readonly Task _pump;

    /// <summary>Starts at once.</summary>
    public ReadAheadPipe(Stream stream, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken end = _end.Token;
        _pump = Task.Run(() => PumpAsync(stream, end), CancellationToken.None);
    }

    public PipeReader Reader => _pipe.Reader;

    /// <summary>
    /// Ends the reading. A read that is under way is cancelled, but not waited for where the stream does not listen: a terminal or
    /// a silent producer might never end it. It writes into memory that is its own until then.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_pump, Task.Delay(LongestWait, CancellationToken.None)).ConfigureAwait(false);
        if (_pump.IsCompleted)
        {
            _end.Dispose();
        }
    }

    private async Task PumpAsync(Stream stream, CancellationToken end)
    {
        Exception? failure = null;
        try
        {
            FlushResult flushed = default;
            while (!flushed.IsCompleted
                && await stream.ReadAsync(_pipe.Writer.GetMemory(LeastSpace), end).ConfigureAwait(false) is var count and > 0)
            {
                _pipe.Writer.Advance(count);
                flushed = await _pipe.Writer.FlushAsync(end).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever fails here fails in the reader, where somebody waits for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        await _pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
    }
}
