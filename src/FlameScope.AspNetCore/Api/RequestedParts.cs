namespace FlameScope.AspNetCore.Api;

/// <summary>The times of a slice as a request has them: one range, or several, such as all occurrences of a finding.</summary>
internal sealed class RequestedParts
{
    private const int MaxParts = 1_000;

    private readonly RequestedTimes[] _parts;

    private RequestedParts(RequestedTimes[] parts) => _parts = parts;

    /// <param name="from">The starts, separated by commas, or <see langword="null"/>.</param>
    /// <param name="to">As many ends, or <see langword="null"/>.</param>
    /// <param name="names">The parameters' names, for messages.</param>
    /// <exception cref="ApiException">There are not as many ends as starts, or a part is no slice.</exception>
    public static RequestedParts Of(string? from, string? to, (string From, string To) names)
    {
        string[] starts = from?.Split(',') ?? [""];
        string[] ends = to?.Split(',') ?? [""];
        if (starts.Length != ends.Length || starts.Length > MaxParts)
        {
            throw ApiException.BadParameter(names.To, FormattableString.Invariant($"as many ends as {names.From} has starts, at most {MaxParts}"), to);
        }

        if (starts.Length > 1 && starts.Concat(ends).Any(string.IsNullOrEmpty))
        {
            throw ApiException.BadParameter(names.From, "a start and an end for each of several parts", from);
        }

        return new RequestedParts([.. starts.Zip(ends, (start, end) => RequestedTimes.Of(start, end, names))]);
    }

    /// <summary>The ranges on a profile's clock; none for the whole.</summary>
    /// <exception cref="ArgumentException">A part lies outside the profile.</exception>
    /// <exception cref="InvalidOperationException">The profile has no clock, or not the one that a time is of.</exception>
    public IReadOnlyList<TimeRange> RangesIn(Profile profile) => [.. _parts.Select(part => part.RangeIn(profile)).OfType<TimeRange>()];

    /// <summary>The parts of a slice.</summary>
    /// <inheritdoc cref="RangesIn"/>
    public ProfileSlice Of(ProfileSlice whole)
    {
        IReadOnlyList<TimeRange> ranges = RangesIn(whole.Profile);
        return ranges.Count == 0 ? whole : whole.During(ranges);
    }
}
