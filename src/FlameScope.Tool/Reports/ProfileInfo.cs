using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Tool.Reports;

/// <summary>What a recording holds, counted once for text and JSON alike.</summary>
internal sealed record ProfileInfo
{
    private const int MostListed = 10;

    /// <summary>The recording's path as the command line has it.</summary>
    public required string File { get; init; }

    public required ProfileHeader Header { get; init; }

    public required LoadReport Report { get; init; }

    public required TimeAxis TimeAxis { get; init; }

    public required TimeRange TimeRange { get; init; }

    /// <summary>The instant that seconds are counted from; <see langword="null"/> where the recording has no clock.</summary>
    public required long? Origin { get; init; }

    public required int Samples { get; init; }

    /// <summary>Samples of idle CPUs, over all events.</summary>
    public required int Idle { get; init; }

    /// <summary>Samples without frames, over all events.</summary>
    public required int Stackless { get; init; }

    /// <summary>Kinds of events in the order of the input; the first is what views show.</summary>
    public required IReadOnlyList<CountedName> Events { get; init; }

    /// <summary>The processes with the most samples, the idle ones among them; <see langword="null"/> where only threads are known.</summary>
    public required IReadOnlyList<CountedProcess>? TopProcesses { get; init; }

    /// <summary>The thread names with the most samples; the idle ones count.</summary>
    public required IReadOnlyList<CountedName> TopCommands { get; init; }

    /// <summary>Distinct processes; <see langword="null"/> where only threads are known.</summary>
    public required int? Processes { get; init; }

    public required int Threads { get; init; }

    public required int Commands { get; init; }

    /// <summary>CPUs that samples name; 0 where they name none.</summary>
    public required int Cpus { get; init; }

    public required int Frames { get; init; }

    /// <summary>Distinct stacks and beginnings of stacks.</summary>
    public required int StackNodes { get; init; }

    public static ProfileInfo Of(string file, SampleStore store)
    {
        SampleCounts counts = SampleCounts.Of(store);
        ProcessTable processes = ProcessTable.Of(store, counts.ByThread);
        bool areProcessesKnown = ProcessTable.AreProcessesKnown(store);
        return new ProfileInfo
        {
            File = file,
            Header = store.Header,
            Report = store.Report,
            TimeAxis = store.TimeAxis,
            TimeRange = store.TimeRange,
            Origin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null,
            Samples = store.Count,
            Idle = counts.Idle,
            Stackless = counts.Stackless,
            Events = EventsOf(store, counts.ByEvent),
            TopProcesses = areProcessesKnown ? [.. processes.Processes.OrderByDescending(process => process.Samples).Take(MostListed)] : null,
            TopCommands = [.. processes.Commands.OrderByDescending(command => command.Samples).Take(MostListed)],
            Processes = areProcessesKnown ? processes.Processes.Count : null,
            Threads = processes.ThreadCount,
            Commands = processes.Commands.Count,
            Cpus = counts.Cpus,
            Frames = store.Frames.Length,
            StackNodes = store.StackTrie.Count - 1,
        };
    }

    private static List<CountedName> EventsOf(SampleStore store, long[] counts)
    {
        List<CountedName> events = new(counts.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            events.Add(new CountedName(store.Strings.GetString(store.EventTable[i]), counts[i]));
        }

        return events;
    }
}

/// <summary>A name and how many samples carry it.</summary>
internal readonly record struct CountedName(string Name, long Samples);

/// <summary>A process and how many samples it has.</summary>
/// <param name="Command">The name of its main thread, or of the first thread seen.</param>
/// <param name="Id">Its process id, or the thread id where the recording names only threads.</param>
/// <param name="Samples">Samples, the idle ones among them.</param>
internal readonly record struct CountedProcess(string Command, int Id, long Samples);
