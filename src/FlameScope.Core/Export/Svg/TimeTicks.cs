namespace FlameScope.Export.Svg;

/// <summary>Where an axis of time has its ticks, and in which unit they are labelled.</summary>
/// <param name="Step">Nanoseconds between ticks; ticks lie at its multiples.</param>
/// <param name="Unit">Nanoseconds of the labels' unit; every tick is a whole number of it.</param>
internal readonly record struct TimeTicks(long Step, long Unit)
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    // Beyond this many seconds, whole minutes read better.
    private const long MaxSeconds = 20 * Minute;

    /// <summary>The labels' unit in letters.</summary>
    public string UnitName => Unit switch
    {
        Day => "d",
        Hour => "h",
        Minute => "min",
        Second => "s",
        Second / 1000 => "ms",
        1000 => "µs",
        _ => "ns",
    };

    /// <summary>The labels' unit in words, where <see cref="TimeLabels"/> are no clock.</summary>
    public string UnitInWords => Unit switch
    {
        Day => "days",
        Second => "seconds",
        Second / 1000 => "milliseconds",
        1000 => "microseconds",
        _ => "nanoseconds",
    };

    /// <summary>The ticks of an axis.</summary>
    /// <param name="span">Nanoseconds from end to end, at least 1.</param>
    /// <param name="maxTicks">How many steps fit without their labels meeting, at least 1.</param>
    public static TimeTicks For(Int128 span, int maxTicks)
    {
        Int128 least = (span + maxTicks - 1) / maxTicks;
        long step = StepFrom(least);
        long unit = step % Day == 0 ? Day
            : step % Hour == 0 ? Hour
            : step % Minute == 0 ? Minute
            : step % Second == 0 ? Second
            : step % (Second / 1000) == 0 ? Second / 1000
            : step % 1000 == 0 ? 1000 : 1;
        return new TimeTicks(step, unit > Second && span <= MaxSeconds ? Second : unit);
    }

    private static long StepFrom(Int128 least)
    {
        for (long power = 1; power < Second; power *= 10)
        {
            foreach (int factor in (ReadOnlySpan<int>)[1, 2, 5])
            {
                if (power * factor >= least)
                {
                    return power * factor;
                }
            }
        }

        foreach (int seconds in (ReadOnlySpan<int>)[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800, 21600, 43200])
        {
            if (seconds * Second >= least)
            {
                return seconds * Second;
            }
        }

        long days = 1;
        while (days * 10 * Day < least && days < 10_000)
        {
            days *= 10;
        }

        return days * Day >= least ? days * Day : days * 2 * Day >= least ? days * 2 * Day
            : days * 5 * Day >= least ? days * 5 * Day : days * 10 * Day;
    }
}
