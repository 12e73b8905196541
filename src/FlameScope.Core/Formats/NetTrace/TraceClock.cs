namespace FlameScope.Formats.NetTrace;

/// <summary>Turns the trace's ticks into nanoseconds of the same clock: on Linux the monotonic one, as perf may use it.</summary>
internal readonly struct TraceClock
{
    private const long Second = 1_000_000_000;

    private readonly long _frequency;
    private readonly long _factor;

    /// <param name="frequency">Ticks per second, at least 1.</param>
    public TraceClock(long frequency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, 1);
        _frequency = frequency;
        _factor = Second % frequency == 0 ? Second / frequency : 0;
    }

    /// <summary>The nanoseconds of ticks; 0 where nobody said how fast the clock is.</summary>
    public long NanosecondsOf(long ticks) => _factor == 1 ? ticks : Scaled(ticks);

    private long Scaled(long ticks) => _frequency == 0
        ? 0
        : (long)Int128.Clamp(_factor > 0 ? (Int128)ticks * _factor : (Int128)ticks * Second / _frequency, long.MinValue, long.MaxValue);
}
