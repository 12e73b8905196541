namespace FlameScope.EventPipe;

/// <summary>Copies a trace as it comes, and says when it has grown to a limit.</summary>
internal sealed class BoundedCopy
{
    private const int BufferLength = 256 * 1024;

    private readonly Stream _source;
    private readonly Stream _destination;
    private readonly long _limit;
    private readonly TaskCompletionSource _limitReached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BoundedCopy(Stream source, Stream destination, long limit)
    {
        _source = source;
        _destination = destination;
        _limit = limit;
    }

    /// <summary>Bytes copied so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Completes once the limit is reached; what comes after that is copied as well, so that the trace gets its end.</summary>
    public Task LimitReached => _limitReached.Task;

    /// <param name="cut">Whether the connection was cut: no error, the trace ends there.</param>
    public async Task RunAsync(CancellationToken cut)
    {
        byte[] buffer = new byte[BufferLength];
        while (await ReadAsync(buffer, cut).ConfigureAwait(false) is var count and > 0)
        {
            await _destination.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
            Bytes += count;
            if (Bytes >= _limit)
            {
                _limitReached.TrySetResult();
            }
        }
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cut)
    {
        try
        {
            return await _source.ReadAsync(buffer, cut).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // A process that is killed resets the connection.
            return 0;
        }
    }
}
