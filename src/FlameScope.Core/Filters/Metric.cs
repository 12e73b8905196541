using System.Buffers;

namespace FlameScope;

/// <summary>What the numbers of a view are.</summary>
/// <param name="Name">What is added up: <c>samples</c>, or the event whose periods are, without modifiers, such as <c>cycles</c>.</param>
/// <param name="Unit">What one of it is, in the plural: <c>samples</c>, <c>ns</c>, <c>cycles</c>, <c>bytes</c>, <c>faults</c>, <c>events</c> …</param>
public readonly record struct Metric(string Name, string Unit)
{
    private static readonly SearchValues<char> Modifiers = SearchValues.Create("ukhIGHpPSDWe");

    /// <summary>Numbers of samples.</summary>
    public static Metric Samples { get; } = new("samples", "samples");

    /// <summary>The metric of a view of one kind of event, or of all.</summary>
    internal static Metric Of(SampleStore store, EventKindId? shownEvent, SampleWeight weight)
    {
        switch (weight)
        {
            case SampleWeight.Count:
                return Samples;
            case SampleWeight.Period when shownEvent is EventKindId id:
                string name = id.Value < store.EventTable.Length ? store.Strings.GetString(store.EventTable[id.Value]) : "";
                name = WithoutModifiers(name);
                return new Metric(name, UnitOf(name));
            case SampleWeight.Period:
                return new Metric(EventSelection.All.ToString(), "events");
            default:
                throw new ArgumentOutOfRangeException(nameof(weight), weight, "There is no such weight.");
        }
    }

    // cycles:ppp and cpu/cycles/u are the same event with other modifiers; sched:sched_switch is a name with a subsystem.
    private static string WithoutModifiers(string name)
    {
        if (name.Split('/') is [_, { Length: > 0 } term, ..])
        {
            return term.Split(',')[0];
        }

        int colon = name.LastIndexOf(':');
        return colon > 0 && !name.AsSpan(colon + 1).ContainsAnyExcept(Modifiers) ? name[..colon] : name;
    }

    // The units of perf's own software and hardware events.
    private static string UnitOf(string name) => name switch
    {
        "cpu-clock" or "task-clock" => "ns",
        "cycles" or "cpu-cycles" or "ref-cycles" or "bus-cycles" => "cycles",
        "instructions" => "instructions",
        "page-faults" or "faults" or "minor-faults" or "major-faults" or "alignment-faults" or "emulation-faults" => "faults",
        "context-switches" or "cs" or "cgroup-switches" => "switches",
        "cpu-migrations" or "migrations" => "migrations",
        _ when name.EndsWith("-misses", StringComparison.Ordinal) => "misses",
        _ when name.EndsWith("bytes", StringComparison.Ordinal) => "bytes",
        _ => "events",
    };
}
