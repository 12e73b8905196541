namespace FlameScope.Formats.PerfData;

/// <summary>A window that moves forward over an input, read in large blocks.</summary>
internal abstract class InputWindow
{
    private const int BlockSize = 256 * 1024;

    private byte[] _buffer = new byte[BlockSize];
    private int _start;
    private int _end;

    /// <summary>Where in the input the window begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How long the input is; <see langword="null"/> where only its end tells.</summary>
    public virtual long? Length => null;

    /// <summary>The bytes that are read and not passed yet; valid until the next fill.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Moves the window's beginning forward.</summary>
    public void Advance(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Reads on until the window has a number of bytes; returns whether it has.</summary>
    public async ValueTask<bool> EnsureAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            if (!await FillAsync(count, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads a block more; returns whether there was any.</summary>
    /// <param name="needed">How many bytes the window should be able to hold.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    public async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MakeRoom(needed);
        int count = await ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    /// <summary>Moves the window's beginning forward, past its end where need be; returns whether the input goes on that far.</summary>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (true)
        {
            int step = (int)Math.Min(count, _end - _start);
            Advance(step);
            count -= step;
            if (count == 0)
            {
                return true;
            }

            if (!await FillAsync(0, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    /// <summary>Reads the input's next bytes; 0 at its end.</summary>
    protected abstract ValueTask<int> ReadAsync(Memory<byte> space, CancellationToken cancellationToken);

    // Grows with what is really there, not with what the input says of itself.
    private void MakeRoom(int needed)
    {
        int filled = _end - _start;
        if (_start > 0)
        {
            Window.CopyTo(_buffer);
            (_start, _end) = (0, filled);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(_buffer.Length * 2L, Math.Min(needed, _buffer.Length * 4L))));
        }
    }
}
