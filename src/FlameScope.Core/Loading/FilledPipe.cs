using System.IO.Pipelines;

namespace FlameScope.Loading;

/// <summary>A pipe that is filled on a thread of its own, so that parsing goes on meanwhile.</summary>
internal sealed class FilledPipe : IAsyncDisposable
{
    /// <summary>What is asked of decompression at once.</summary>
    public const int BlockSize = 256 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly Pipe _pipe;
    private readonly CancellationTokenSource _end;
    private readonly Task _filling;

    /// <summary>Starts at once.</summary>
    /// <param name="blocksAhead">How many blocks may wait for the reader.</param>
    /// <param name="fill">Writes until there is no more, or until a flush says that nobody reads; what it throws is thrown in the reader.</param>
    /// <param name="cancellationToken">Ends the filling.</param>
    public FilledPipe(int blocksAhead, Func<PipeWriter, CancellationToken, Task> fill, CancellationToken cancellationToken)
    {
        _pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: BlockSize * blocksAhead,
            resumeWriterThreshold: BlockSize * blocksAhead / 2,
            minimumSegmentSize: BlockSize,
            useSynchronizationContext: false));
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken end = _end.Token;
        _filling = Task.Run(() => FillAsync(fill, end), CancellationToken.None);
    }

    public PipeReader Reader => _pipe.Reader;

    /// <summary>
    /// Ends the filling. A read that is under way is cancelled, but not waited for where its stream does not listen: a terminal or
    /// a silent producer might never end it. It writes into memory that is its own until then.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_filling, Task.Delay(LongestWait, CancellationToken.None)).ConfigureAwait(false);
        if (_filling.IsCompleted)
        {
            _end.Dispose();
        }
    }

    private async Task FillAsync(Func<PipeWriter, CancellationToken, Task> fill, CancellationToken end)
    {
        Exception? failure = null;
        try
        {
            await fill(_pipe.Writer, end).ConfigureAwait(false);
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
