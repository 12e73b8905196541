namespace FlameScope;

/// <summary>A marker with its texts: what views and exporters show.</summary>
/// <param name="Range">From its start to one nanosecond past its end, on the profile's clock; empty for an instant.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is one of; empty where its format does not say.</param>
/// <param name="Thread">The name and id of the thread it happened on; <see langword="null"/> for no thread in particular.</param>
/// <param name="Text">Further text; empty for none.</param>
public sealed record NamedMarker(TimeRange Range, string Name, string Kind, string? Thread, string Text)
{
    /// <summary>A marker with its texts.</summary>
    /// <param name="profile">The profile it is of.</param>
    /// <param name="marker">The marker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static NamedMarker From(Profile profile, in Marker marker)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new NamedMarker(
            marker.Range,
            profile.Strings.GetString(marker.Name),
            profile.Strings.GetString(marker.Kind),
            marker.Thread is ThreadId id ? ThreadNameOf(profile, profile.ThreadTable[id.Value]) : null,
            profile.Strings.GetString(marker.Text));
    }

    internal static string ThreadNameOf(Profile profile, ProfiledThread thread) =>
        FormattableString.Invariant($"{profile.Strings.GetString(thread.Command)}-{thread.Tid}");
}
