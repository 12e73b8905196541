using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What a recording holds, counted once for text and JSON alike.</summary>
internal sealed record ProfileInfo
{
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
    public required long Idle { get; init; }

    /// <summary>Samples of threads that waited, over all events.</summary>
    public required long Waiting { get; init; }

    /// <summary>Samples without frames, over all events.</summary>
    public required long Stackless { get; init; }

    /// <summary>Kinds of events in the order of the input; the first is what views show.</summary>
    public required IReadOnlyList<CountedSamples> Events { get; init; }

    /// <summary>The processes with the most samples, the idle ones among them; <see langword="null"/> where only threads are known.</summary>
    public required IReadOnlyList<CountedSamples>? TopProcesses { get; init; }

    /// <summary>The thread names with the most samples; the idle ones count.</summary>
    public required IReadOnlyList<CountedSamples> TopCommands { get; init; }

    /// <summary>Distinct processes; <see langword="null"/> where only threads are known.</summary>
    public required int? Processes { get; init; }

    public required int Threads { get; init; }

    public required int Commands { get; init; }

    /// <summary>What has a time and no stack.</summary>
    public required int Markers { get; init; }

    /// <summary>CPUs that samples name; 0 where they name none.</summary>
    public required int Cpus { get; init; }

    public required int Frames { get; init; }

    /// <summary>Distinct stacks and beginnings of stacks.</summary>
    public required int StackNodes { get; init; }

    /// <param name="file">The recording's path as the command line has it.</param>
    /// <param name="store">The recording.</param>
    /// <param name="listed">The most processes and thread names to list.</param>
    public static ProfileInfo Of(string file, SampleStore store, int listed)
    {
        ProfileSummary summary = ProfileSummary.From(store);
        return new ProfileInfo
        {
            File = file,
            Header = store.Header,
            Report = store.Report,
            TimeAxis = store.TimeAxis,
            TimeRange = store.TimeRange,
            Origin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null,
            Samples = store.Count - (int)store.Report.Derived,
            Idle = summary.Idle,
            Waiting = summary.Waiting,
            Stackless = summary.Stackless,
            Markers = summary.Markers,
            Events = summary.Events,
            TopProcesses = summary.AreProcessesKnown ? [.. summary.Processes.Take(listed)] : null,
            TopCommands = [.. summary.Commands.Take(listed)],
            Processes = summary.AreProcessesKnown ? summary.Processes.Length : null,
            Threads = summary.Threads.DistinctBy(static thread => (thread.Pid, thread.Tid)).Count(),
            Commands = summary.Commands.Length,
            Cpus = summary.Cpus.Length,
            Frames = store.Frames.Length,
            StackNodes = store.StackTrie.Count - 1,
        };
    }
}
