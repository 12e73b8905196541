using System.Buffers;
using System.Text;

namespace FlameScope.Formats.Linux;

/// <summary>What is known of an event by the name that perf gives it.</summary>
internal static class PerfEvents
{
    private const string OtherUnit = "events";

    private static readonly SearchValues<char> Modifiers = SearchValues.Create("ukhIGHpPSDWe");

    /// <summary>Adds a kind of event with its unit.</summary>
    public static EventKindId Add(SampleStoreBuilder builder, ReadOnlySpan<byte> name) =>
        builder.AddEventKind(name, static name => KindOf(Encoding.UTF8.GetString(name)));

    public static EventKind KindOf(string name)
    {
        string measure = WithoutModifiers(name);
        string unit = UnitOf(measure);
        return new EventKind
        {
            Measure = measure,
            Unit = unit,

            // Faults, switches and tracepoints come as often as they happen; nothing samples them.
            Counting = unit is "faults" or "switches" or "migrations" || measure.Contains(':', StringComparison.Ordinal)
                ? EventCounting.Occurring
                : EventCounting.Sampled,

            // perf samples such events: each stands for a period of bytes, and is counted as a sample unless periods are asked for.
            DefaultWeight = SampleWeight.Count,
        };
    }

    // cycles:ppp and cpu/cycles/u are the same event with other modifiers; sched:sched_switch is a name with a subsystem.
    private static string WithoutModifiers(string name)
    {
        if (name.Split('/') is [{ } unit, { Length: > 0 } terms, ..])
        {
            // cpu-clock/freq=997/ is an event with terms; in cpu/cycles/u, the event is one of the unit's.
            string first = terms.Split(',')[0];
            return UnitOf(unit) != OtherUnit ? unit : first.Contains('=', StringComparison.Ordinal) ? name : first;
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
        _ => OtherUnit,
    };
}
