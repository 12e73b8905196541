namespace FlameScope.AspNetCore.Api;

/// <summary>A slice of time as a request has it, read before its profile is loaded.</summary>
/// <param name="Start">Its start; <see langword="null"/> for the profile's.</param>
/// <param name="End">Its end; <see langword="null"/> for the profile's.</param>
internal readonly record struct RequestedTimes(ProfileTime? Start, ProfileTime? End)
{
    /// <param name="from">Its start, or <see langword="null"/>.</param>
    /// <param name="to">Its end, or <see langword="null"/>.</param>
    /// <param name="names">The parameters' names, for messages.</param>
    /// <exception cref="ApiException">The slice is no slice.</exception>
    public static RequestedTimes Of(string? from, string? to, (string From, string To) names)
    {
        RequestedTimes times = new(Parameters.Time(names.From, from), Parameters.Time(names.To, to));
        return times is { Start: ProfileTime start, End: ProfileTime end } && start.IsAfter(end)
            ? throw ApiException.BadParameter(names.To, $"no less than {names.From}", to)
            : times;
    }

    /// <summary>The slice on a profile's clock; <see langword="null"/> for the whole.</summary>
    /// <exception cref="ArgumentException">The slice lies outside the profile.</exception>
    /// <exception cref="InvalidOperationException">The profile has no clock, or not the one that a time is of.</exception>
    public TimeRange? RangeIn(Profile profile) => profile.RangeOf(Start, End);
}
