using System.Globalization;

namespace FlameScope.Samples;

/// <summary>Times of the wall clock as text, to the nanosecond.</summary>
internal static class WallClockText
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMinute = 60 * NanosecondsPerSecond;

    /// <summary>Reads <c>19:42</c>, <c>19:42:21</c> or <c>19:42:21.5</c>, with <c>Z</c> after it or nothing.</summary>
    /// <param name="text">The time of day in UTC.</param>
    /// <param name="nanoseconds">Nanoseconds since midnight.</param>
    public static bool TryParseTimeOfDay(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text is [.., 'Z' or 'z'])
        {
            text = text[..^1];
        }

        int colon = text.IndexOf(':');
        int second = colon < 0 ? -1 : text[(colon + 1)..].IndexOf(':');
        ReadOnlySpan<char> minutes = colon < 0 ? [] : second < 0 ? text[(colon + 1)..] : text.Slice(colon + 1, second);
        if (colon is not (1 or 2) || minutes.Length != 2
            || !int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int hour) || hour > 23
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int minute) || minute > 59)
        {
            return false;
        }

        long rest = 0;
        if (second >= 0)
        {
            ReadOnlySpan<char> seconds = text[(colon + second + 2)..];
            if (seconds.IndexOf('.') is not (-1 or 2) || (seconds.IndexOf('.') < 0 && seconds.Length != 2)
                || !TimeText.TryParseSeconds(seconds, out rest) || rest >= NanosecondsPerMinute)
            {
                return false;
            }
        }

        nanoseconds = (((hour * 60L) + minute) * NanosecondsPerMinute) + rest;
        return true;
    }

    /// <summary>Reads <c>2026-11-22T19:42:21.5Z</c>, a space in place of the <c>T</c>, and <c>+02:00</c> or nothing in place of the <c>Z</c>.</summary>
    /// <param name="text">The date and time; UTC without a zone.</param>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01 UTC.</param>
    public static bool TryParseInstant(ReadOnlySpan<char> text, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        const int dateLength = 10;
        if (text.Length <= dateLength || text[dateLength] is not ('T' or 't' or ' ')
            || !DateOnly.TryParseExact(text[..dateLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return false;
        }

        ReadOnlySpan<char> time = text[(dateLength + 1)..];
        int zone = time.IndexOfAny('+', '-');
        long offset = 0;
        if (zone >= 0)
        {
            ReadOnlySpan<char> zoneText = time[(zone + 1)..];
            if (zoneText.Length != 5 || !TryParseTimeOfDay(zoneText, out offset) || time[zone - 1 < 0 ? 0 : zone - 1] is 'Z' or 'z')
            {
                return false;
            }

            offset = time[zone] == '-' ? -offset : offset;
            time = time[..zone];
        }

        bool isTime = TryParseTimeOfDay(time, out long ofDay);
        long days = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        nanoseconds = ((Int128)days * 24 * 60 * NanosecondsPerMinute) + ofDay - offset;
        return isTime;
    }

    /// <summary>A time of day with as many decimals as it needs: <c>19:42:21.5</c>.</summary>
    /// <param name="instant">Nanoseconds since 1970-01-01 UTC.</param>
    public static string TimeOfDay(Int128 instant)
    {
        long ofDay = (long)(instant - Midnight(instant));
        return string.Create(CultureInfo.InvariantCulture, $"{ofDay / (60 * NanosecondsPerMinute):D2}:{ofDay / NanosecondsPerMinute % 60:D2}:{SecondsOf(ofDay)}");
    }

    /// <summary>A date and time with as many decimals as it needs: <c>2026-11-22T19:42:21.5Z</c>.</summary>
    /// <param name="instant">Nanoseconds since 1970-01-01 UTC, in a year from 1 to 9999.</param>
    public static string Instant(Int128 instant)
    {
        int day = (int)(Midnight(instant) / (24 * 60 * NanosecondsPerMinute)) + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return string.Create(CultureInfo.InvariantCulture, $"{DateOnly.FromDayNumber(day):yyyy-MM-dd}T{TimeOfDay(instant)}Z");
    }

    /// <summary>The midnight at or before an instant.</summary>
    /// <param name="instant">Nanoseconds since 1970-01-01 UTC.</param>
    public static Int128 Midnight(Int128 instant) => Floor(instant, 24 * 60 * NanosecondsPerMinute);

    /// <summary>The whole second at or before an instant.</summary>
    /// <param name="instant">Nanoseconds since 1970-01-01 UTC.</param>
    public static Int128 WholeSecond(Int128 instant) => Floor(instant, NanosecondsPerSecond);

    private static string SecondsOf(long ofDay)
    {
        string text = TimeText.Seconds(ofDay % NanosecondsPerMinute);
        return ofDay % NanosecondsPerMinute < 10 * NanosecondsPerSecond ? "0" + text : text;
    }

    private static Int128 Floor(Int128 instant, long unit)
    {
        Int128 rest = instant % unit;
        return instant - rest - (rest < 0 ? unit : 0);
    }
}
