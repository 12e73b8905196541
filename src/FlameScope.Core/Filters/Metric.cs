namespace FlameScope;

/// <summary>What the numbers of a view are.</summary>
/// <param name="Name">What is added up: <c>samples</c>, or what the values of the event kind are called, such as <c>cycles</c>.</param>
/// <param name="Unit">What one of it is, in the plural: <c>samples</c>, <c>ns</c>, <c>cycles</c>, <c>bytes</c>, <c>faults</c>, <c>events</c> …</param>
public readonly record struct Metric(string Name, string Unit)
{
    /// <summary>Numbers of samples.</summary>
    public static Metric Samples { get; } = new("samples", "samples");

    /// <summary>The metric of a view of one kind of event.</summary>
    internal static Metric Of(Profile profile, EventKindId shown, SampleWeight weight)
    {
        if (weight == SampleWeight.Count || shown.Value >= profile.EventKinds.Length)
        {
            return Samples;
        }

        EventKind kind = profile.EventKinds[shown.Value];
        return new Metric(kind.Measure ?? profile.Strings.GetString(kind.Name), kind.Unit);
    }
}
