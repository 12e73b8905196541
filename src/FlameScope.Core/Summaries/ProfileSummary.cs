using System.Collections;
using System.Collections.Immutable;
using FlameScope.Columns;
using FlameScope.Samples;
using FlameScope.Summaries;

namespace FlameScope;

/// <summary>What a profile holds, from one pass over its columns. All samples count, idle and waiting ones among them.</summary>
public sealed class ProfileSummary
{
    /// <summary>Idle samples.</summary>
    public required long Idle { get; init; }

    /// <summary>Samples of waiting threads.</summary>
    public required long Waiting { get; init; }

    /// <summary>Samples without frames.</summary>
    public required long Stackless { get; init; }

    /// <summary>Kinds of events in the order of <see cref="Profile.EventKinds"/>.</summary>
    public required ImmutableArray<CountedSamples> Events { get; init; }

    /// <summary>Threads, those with the most samples first.</summary>
    public required ImmutableArray<CountedSamples> Threads { get; init; }

    /// <summary>Processes, those with the most samples first; threads where <see cref="AreProcessesKnown"/> is false.</summary>
    public required ImmutableArray<CountedSamples> Processes { get; init; }

    /// <summary>Names of threads, those with the most samples first.</summary>
    public required ImmutableArray<CountedSamples> Commands { get; init; }

    /// <summary>The numbers of the CPUs that samples name, ascending.</summary>
    public required ImmutableArray<int> Cpus { get; init; }

    /// <summary>Whether the profile tells of any thread which process it is of.</summary>
    public required bool AreProcessesKnown { get; init; }

    /// <summary>The number of markers.</summary>
    public required int Markers { get; init; }

    /// <summary>Counts what a profile holds.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileSummary From(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        long[] byEvent = new long[profile.EventKinds.Length];
        long[] byThread = new long[profile.ThreadTable.Length];
        bool[] derived = Array.ConvertAll(profile.EventKinds.ToArray(), kind => kind.IsDerived);
        BitArray cpus = new(short.MaxValue + 1);
        long idle = 0;
        long waiting = 0;
        long stackless = 0;
        foreach (SampleBlock block in profile.Blocks)
        {
            ReadOnlySpan<ushort> kinds = block.EventKinds;
            ReadOnlySpan<ThreadId> ofSamples = block.Threads;
            for (int sample = 0; sample < kinds.Length; sample++)
            {
                int kind = kinds[sample];
                byEvent[kind]++;
                if (derived[kind])
                {
                    stackless -= block.Stacks[sample] == StackId.Empty ? 1 : 0;
                    continue;
                }

                byThread[ofSamples[sample].Value]++;
                short cpu = block.CpuOf(sample);
                if (cpu >= 0)
                {
                    cpus[cpu] = true;
                }
            }

            idle += Bits.Count(block.Idle);
            waiting += Bits.Count(block.Waiting);
            stackless += Bits.Count(block.Stackless);
        }

        ThreadCounts threads = ThreadCounts.Of(profile, byThread);
        return new ProfileSummary
        {
            Idle = idle,
            Waiting = waiting,
            Stackless = stackless,
            Events = EventsOf(profile, byEvent),
            Threads = [.. threads.Threads.OrderByDescending(static thread => thread.Samples)],
            Processes = [.. threads.Processes.OrderByDescending(static process => process.Samples)],
            Commands = [.. threads.Commands.OrderByDescending(static command => command.Samples)],
            Cpus = [.. Enumerable.Range(0, cpus.Length).Where(cpu => cpus[cpu])],
            AreProcessesKnown = threads.AreProcessesKnown,
            Markers = profile.Markers.Length,
        };
    }

    private static ImmutableArray<CountedSamples> EventsOf(Profile profile, long[] counts)
    {
        ImmutableArray<CountedSamples>.Builder events = ImmutableArray.CreateBuilder<CountedSamples>(counts.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            events.Add(new CountedSamples(profile.Strings.GetString(profile.EventKinds[i].Name), counts[i])
            {
                Frequency = SamplingFrequency.Of(profile, i),
                Unit = profile.EventKinds[i].Unit,
                IsDefault = i == profile.DefaultEventKind.Value,
            });
        }

        return events.MoveToImmutable();
    }
}
