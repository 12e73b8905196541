using System.Diagnostics.CodeAnalysis;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>What a <see cref="ProfileTime"/> is counted from.</summary>
public enum ProfileTimeKind : byte
{
    /// <summary>Seconds after <see cref="Profile.Origin"/>, as views show them: <c>7.2</c>.</summary>
    AfterOrigin = 0,

    /// <summary>The recording's own clock, as its text has it: <c>@4625.3</c>.</summary>
    Clock = 1,

    /// <summary>A time of day in UTC, its first occurrence since the recording starts: <c>19:42:21</c>.</summary>
    TimeOfDay = 2,

    /// <summary>A date and time: <c>2026-11-22T19:42:21.5Z</c>.</summary>
    Instant = 3,
}

/// <summary>A time as people type it: known before the profile is, and found in it later.</summary>
/// <remarks>
/// The forms are <c>7.2</c> or <c>.5</c> (seconds after the origin), <c>@4625.3</c> (the recording's own clock), <c>19:42:21.5</c> (the
/// wall clock: the first occurrence at or after the second in which the recording starts) and <c>2026-11-22T19:42:21.5Z</c>; without a
/// zone they are UTC. All have up to nine decimals, and none goes through floating point.
/// </remarks>
public readonly record struct ProfileTime
{
    private const string Forms = "seconds such as 7.2, not negative; the recording's own clock such as @4625.3; a time of day such as 19:42:21; "
        + "or a date and time such as 2026-11-22T19:42:21.5Z; with at most nine decimals";

    private readonly Int128 _nanoseconds;

    private ProfileTime(ProfileTimeKind kind, Int128 nanoseconds)
    {
        Kind = kind;
        _nanoseconds = nanoseconds;
    }

    /// <summary>What the time is counted from.</summary>
    public ProfileTimeKind Kind { get; }

    /// <summary>A time of views.</summary>
    /// <param name="nanoseconds">Nanoseconds after <see cref="Profile.Origin"/>.</param>
    public static ProfileTime AfterOrigin(long nanoseconds) => new(ProfileTimeKind.AfterOrigin, nanoseconds);

    /// <summary>Reads a time.</summary>
    /// <param name="text">The time in one of the forms.</param>
    /// <exception cref="ArgumentException">The text is none of them; the message says what they are.</exception>
    public static ProfileTime Parse(string text) => TryParse(text, out ProfileTime time)
        ? time
        : throw new ArgumentException($"'{text}' is no time: expected {Forms}.");

    /// <summary>Reads a time.</summary>
    /// <param name="text">The time in one of the forms.</param>
    /// <param name="time">The time; 0 s after the origin where the text is none.</param>
    /// <returns>Whether the text is a time.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProfileTime time)
    {
        time = default;
        if (text is ['@', .. var clock])
        {
            bool isNegative = clock is ['-', ..];
            bool isTime = TimeText.TryParseSeconds(clock.AsSpan(isNegative ? 1 : 0), out long own);
            time = new ProfileTime(ProfileTimeKind.Clock, isNegative ? -own : own);
            return isTime;
        }

        if (TimeText.TryParseSeconds(text, out long seconds))
        {
            time = AfterOrigin(seconds);
            return true;
        }

        if (WallClockText.TryParseTimeOfDay(text, out long ofDay))
        {
            time = new ProfileTime(ProfileTimeKind.TimeOfDay, ofDay);
            return true;
        }

        bool isInstant = WallClockText.TryParseInstant(text, out Int128 instant);
        time = isInstant ? new ProfileTime(ProfileTimeKind.Instant, instant) : default;
        return isInstant;
    }

    /// <summary>The instant in a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>Nanoseconds of the profile's clock; saturates at the ends of <see cref="long"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The profile has no clock, or it is not tied to the wall clock, which this time is of; the message says what to do.
    /// </exception>
    public long ResolveIn(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        profile.ThrowIfNoClock();
        return Saturate(Kind switch
        {
            ProfileTimeKind.AfterOrigin => profile.Origin + _nanoseconds,
            ProfileTimeKind.Clock => _nanoseconds,
            ProfileTimeKind.TimeOfDay => OccurrenceIn(profile),
            _ => _nanoseconds - EpochOf(profile),
        });
    }

    /// <summary>An instant of a profile in the form of this time.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="time">Nanoseconds of the profile's clock.</param>
    /// <returns>The text; <see cref="Parse"/> reads it back as the same instant where the time of day is not of a later day.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The profile's clock is not tied to the wall clock, which this time is of.</exception>
    public string Describe(Profile profile, long time)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Kind switch
        {
            ProfileTimeKind.AfterOrigin => TimeText.Seconds((Int128)time - profile.Origin),
            ProfileTimeKind.Clock => "@" + TimeText.Seconds(time),
            ProfileTimeKind.TimeOfDay => WallClockText.TimeOfDay((Int128)time + EpochOf(profile)),
            _ => WallClockText.Instant((Int128)time + EpochOf(profile)),
        };
    }

    /// <summary>The time in the form in which it can be typed.</summary>
    public override string ToString() => Kind switch
    {
        ProfileTimeKind.AfterOrigin => TimeText.Seconds(_nanoseconds),
        ProfileTimeKind.Clock => "@" + TimeText.Seconds(_nanoseconds),
        ProfileTimeKind.TimeOfDay => WallClockText.TimeOfDay(_nanoseconds),
        _ => WallClockText.Instant(_nanoseconds),
    };

    /// <summary>Whether this time lies after another in every profile.</summary>
    /// <param name="other">The other time.</param>
    /// <returns>
    /// <see langword="false"/> where only a profile can tell: for times of different kinds, and for times of day, which may lie on two days.
    /// </returns>
    public bool IsAfter(ProfileTime other) => Kind == other.Kind && Kind != ProfileTimeKind.TimeOfDay && _nanoseconds > other._nanoseconds;

    // A recording starts somewhere inside the second that its user reads off a log.
    private Int128 OccurrenceIn(Profile profile)
    {
        long epoch = EpochOf(profile);
        Int128 start = WallClockText.WholeSecond((Int128)profile.TimeRange.Start + epoch);
        Int128 today = WallClockText.Midnight(start) + _nanoseconds;
        return (today >= start ? today : today + ((Int128)24 * 3600 * 1_000_000_000)) - epoch;
    }

    private long EpochOf(Profile profile) => profile.Header.ClockEpochNanoseconds ?? throw new InvalidOperationException(
        $"The recording does not tell how its clock and the wall clock go together, so {this} is nowhere in it: "
        + "give seconds after its start such as 7.2, or its own clock such as @4625.3.");

    private static long Saturate(Int128 time) => (long)Int128.Clamp(time, long.MinValue, long.MaxValue);
}
