using System.IO.Pipelines;

namespace FlameScope.Live;

/// <summary>Passes an input on, and calls back every now and then while its reader waits for the next bytes and so does nothing else.</summary>
/// <param name="inner">The input.</param>
/// <param name="interval">The least time between two calls.</param>
/// <param name="clock">The time.</param>
/// <param name="rest">What is called, on the reader's own thread.</param>
internal sealed class RestingReader(PipeReader inner, TimeSpan interval, TimeProvider clock, Action rest) : PipeReader
{
    private long _last = clock.GetTimestamp();

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (Remaining <= TimeSpan.Zero)
        {
            Rest();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return inner.TryRead(out ReadResult result) ? new ValueTask<ReadResult>(result) : WaitAsync(cancellationToken);
    }

    private TimeSpan Remaining => interval - clock.GetElapsedTime(_last);

    private async ValueTask<ReadResult> WaitAsync(CancellationToken cancellationToken)
    {
        Task<ReadResult> read = inner.ReadAsync(cancellationToken).AsTask();
        if (!read.IsCompleted && Remaining is var remaining && remaining > TimeSpan.Zero)
        {
            using CancellationTokenSource isRead = new();
            await Task.WhenAny(read, Task.Delay(remaining, clock, isRead.Token)).ConfigureAwait(false);
            await isRead.CancelAsync().ConfigureAwait(false);
        }

        if (!read.IsCompleted)
        {
            Rest();
        }

        return await read.ConfigureAwait(false);
    }

    private void Rest()
    {
        _last = clock.GetTimestamp();
        rest();
    }
}
