using System.Globalization;

namespace FlameScope.Export.Svg;

/// <summary>How the ticks along an axis of time are labelled: in their unit, or as a clock where the times are long.</summary>
/// <param name="Ticks">The ticks.</param>
/// <param name="IsClock">Whether the labels are <c>m:ss</c>, <c>h:mm</c> or <c>h:mm:ss</c>.</param>
/// <param name="HasHours">Whether a clock's labels begin with hours.</param>
internal readonly record struct TimeLabels(TimeTicks Ticks, bool IsClock, bool HasHours)
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    // Beyond this time, seconds alone are hard to read.
    private const long MaxSeconds = 20 * Minute;

    /// <summary>What the labels count, in words.</summary>
    public string Words => (IsClock, HasHours, HasSeconds) switch
    {
        (false, _, _) => Ticks.UnitInWords,
        (_, false, _) => "minutes and seconds",
        (_, _, false) => "hours and minutes",
        _ => "hours, minutes and seconds",
    };

    private bool HasSeconds => !HasHours || Ticks.Step % Minute != 0;

    /// <summary>The labels of an axis.</summary>
    /// <param name="first">Nanoseconds at its start.</param>
    /// <param name="last">Nanoseconds at its end, past <paramref name="first"/>.</param>
    /// <param name="maxTicks">How many steps fit without their labels meeting, at least 1.</param>
    public static TimeLabels For(Int128 first, Int128 last, int maxTicks)
    {
        TimeTicks ticks = TimeTicks.For(last - first, maxTicks);
        Int128 longest = Int128.Max(last - first, Int128.Max(Int128.Abs(first), Int128.Abs(last)));
        return new TimeLabels(ticks, longest > MaxSeconds && ticks.Step % Second == 0 && ticks.Step % Day != 0, longest >= Hour);
    }

    /// <summary>The label of a tick.</summary>
    /// <param name="time">Nanoseconds, a multiple of the step.</param>
    public string Of(Int128 time)
    {
        if (!IsClock)
        {
            return ((long)(time / Ticks.Unit)).ToString("N0", CultureInfo.InvariantCulture);
        }

        long seconds = (long)(Int128.Abs(time) / Second);
        string sign = time < 0 ? "-" : "";
        return (HasHours, HasSeconds) switch
        {
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 60}:{seconds % 60:00}"),
            (_, false) => string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600}:{seconds / 60 % 60:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}"),
        };
    }
}
