namespace FlameScope.Loading;

/// <summary>The texts of one marker with the place where they stand, and what becomes of them.</summary>
internal readonly record struct MarkerFields(string Place, string? Time, string? Duration, string? Name, string? Kind)
{
    /// <exception cref="ProfileFormatException">A text makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The profile does not have the clock that the time is of.</exception>
    public NamedMarker In(Profile profile)
    {
        if (!ProfileTime.TryParse(Time, out ProfileTime time))
        {
            throw new ProfileFormatException(
                $"{Place}: '{Time}' is no time: expected seconds such as 7.2, the recording's own clock such as @4625.3, a time of day such as 19:42:21, "
                + "or a date and time such as 2026-11-22T19:42:21.5Z.");
        }

        long duration = 0;
        if (!string.IsNullOrEmpty(Duration) && !TimeText.TryParseSeconds(Duration, out duration))
        {
            throw new ProfileFormatException($"{Place}: '{Duration}' is no duration: expected seconds such as 0.25, or nothing for an instant.");
        }

        if (string.IsNullOrEmpty(Name))
        {
            throw new ProfileFormatException($"{Place}: the marker has no name.");
        }

        long start = time.ResolveIn(profile);
        return new NamedMarker(new TimeRange(start, (long)Int128.Min(long.MaxValue, (Int128)start + duration)), Name, Kind ?? "", null, "");
    }
}
