using System.Collections;
using System.Collections.Immutable;
using FlameScope.Summaries;

namespace FlameScope;

/// <summary>What a profile holds, from one pass over its columns. All samples count, those of idle CPUs among them.</summary>
public sealed record ProfileSummary
{
    /// <summary>Samples of idle CPUs.</summary>
    public required long Idle { get; init; }

    /// <summary>Samples without frames.</summary>
    public required long Stackless { get; init; }

    /// <summary>Kinds of events in the order of <see cref="SampleStore.EventTable"/>: the first is what views show.</summary>
    public required ImmutableArray<CountedEvent> Events { get; init; }

    /// <summary>Threads, those with the most samples first.</summary>
    public required ImmutableArray<CountedThread> Threads { get; init; }

    /// <summary>Processes, those with the most samples first; threads where <see cref="AreProcessesKnown"/> is false.</summary>
    public required ImmutableArray<CountedProcess> Processes { get; init; }

    /// <summary>Names of threads, those with the most samples first.</summary>
    public required ImmutableArray<CountedCommand> Commands { get; init; }

    /// <summary>The numbers of the CPUs that samples name, ascending.</summary>
    public required ImmutableArray<int> Cpus { get; init; }

    /// <summary>Whether the profile tells of any thread which process it is of.</summary>
    public required bool AreProcessesKnown { get; init; }

    /// <summary>Counts what a profile holds.</summary>
    /// <param name="store">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    public static ProfileSummary Of(SampleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        long[] byEvent = new long[store.EventTable.Length];
        long[] byThread = new long[store.ThreadTable.Length];
        BitArray cpus = new(short.MaxValue + 1);
        long idle = 0;
        long stackless = 0;
        for (int sample = 0; sample < store.Count; sample++)
        {
            byEvent[store.Events[sample]]++;
            byThread[store.Threads[sample].Value]++;
            idle += store.IsIdle(sample) ? 1 : 0;
            stackless += store.Stacks[sample] == StackId.Empty ? 1 : 0;
            short cpu = store.Cpus[sample];
            if (cpu >= 0)
            {
                cpus[cpu] = true;
            }
        }

        ThreadCounts threads = ThreadCounts.Of(store, byThread);
        return new ProfileSummary
        {
            Idle = idle,
            Stackless = stackless,
            Events = EventsOf(store, byEvent),
            Threads = [.. threads.Threads.OrderByDescending(static thread => thread.Samples)],
            Processes = [.. threads.Processes.OrderByDescending(static process => process.Samples)],
            Commands = [.. threads.Commands.OrderByDescending(static command => command.Samples)],
            Cpus = [.. Enumerable.Range(0, cpus.Length).Where(cpu => cpus[cpu])],
            AreProcessesKnown = threads.AreProcessesKnown,
        };
    }

    private static ImmutableArray<CountedEvent> EventsOf(SampleStore store, long[] counts)
    {
        ImmutableArray<CountedEvent>.Builder events = ImmutableArray.CreateBuilder<CountedEvent>(counts.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            events.Add(new CountedEvent(store.Strings.GetString(store.EventTable[i]), counts[i], SamplingFrequency.Of(store, i)));
        }

        return events.MoveToImmutable();
    }
}
