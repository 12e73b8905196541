using FlameScope.AspNetCore.Cache;

namespace FlameScope.AspNetCore.Api;

/// <summary>Lets some views be built at once and some more wait for their turn; the others are told at once to come back.</summary>
/// <param name="atOnce">How many are built at once.</param>
/// <param name="waiting">How many may wait.</param>
/// <param name="longest">How long each may wait.</param>
internal sealed class ViewGate(int atOnce, int waiting, TimeSpan longest) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnce);
    private int _waiting;

    /// <summary>Waits for a turn, which ends when it is disposed of.</summary>
    /// <exception cref="ServerBusyException">Too many wait already, or the turn did not come in time.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the view any more.</exception>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_turns.Wait(0, cancellationToken))
        {
            return new Turn(_turns);
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) <= waiting && await _turns.WaitAsync(longest, cancellationToken).ConfigureAwait(false))
            {
                return new Turn(_turns);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        throw new ServerBusyException("Too many views are asked for at once. Ask again in a moment.");
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>The right to build one view.</summary>
    internal readonly struct Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
