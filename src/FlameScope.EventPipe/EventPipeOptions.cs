namespace FlameScope.EventPipe;

/// <summary>How a process is recorded. Checked when a session starts.</summary>
public sealed record EventPipeOptions
{
    /// <summary>After how long the session stops by itself; <see langword="null"/>, the default, for when it is told to, or the process ends.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The most bytes that are recorded before the session stops by itself; 4 GiB by default.</summary>
    public long MaxBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Megabytes that the recorded process may hold for events that are not read yet; beyond, events are lost, and counted. 64 by default, 1 to 4,096.</summary>
    public int BufferMegabytes { get; init; } = 64;

    /// <summary>Whether threads are sampled; they are by default. Without it the process is not stopped at every tick, and there are only the runtime's events.</summary>
    public bool SamplesThreads { get; init; } = true;

    /// <summary>
    /// Whether the runtime also tells which methods it compiles, and samples allocations by their bytes; it does not by default: these are
    /// many events.
    /// </summary>
    public bool IsVerbose { get; init; }

    /// <summary>Whether the runtime names at the end the methods that it compiled before; it does by default. Without it most functions have no names.</summary>
    public bool NamesMethods { get; init; } = true;

    /// <summary>
    /// How long a stop may take before the connection is cut; 30 seconds by default. Large processes take seconds to name their methods.
    /// </summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferMegabytes, 1, nameof(BufferMegabytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BufferMegabytes, 4096, nameof(BufferMegabytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 1, nameof(MaxBytes));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StopTimeout, TimeSpan.Zero, nameof(StopTimeout));
        if (Duration is TimeSpan duration)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero, nameof(Duration));
        }
    }
}
