using FlameScope.AspNetCore.Cache;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>What a profile holds, counted once.</summary>
internal sealed record ProfileInfo
{
    private const int MostListed = 500;

    public required LoadedProfile Profile { get; init; }

    /// <summary>Start of the seconds on the profile's clock; <see langword="null"/> where it has no clock.</summary>
    public required long? Origin { get; init; }

    public required int Idle { get; init; }

    public required IReadOnlyList<CountedEvent> Events { get; init; }

    /// <summary>The processes with the most samples, idle ones included.</summary>
    public required IReadOnlyList<CountedThread> Processes { get; init; }

    public required IReadOnlyList<CountedThread> Threads { get; init; }

    public required IReadOnlyList<CountedName> Commands { get; init; }

    /// <summary>The CPUs that samples name.</summary>
    public required IReadOnlyList<int> Cpus { get; init; }

    public static ProfileInfo Of(LoadedProfile profile)
    {
        SampleStore store = profile.Store;
        long[] byThread = new long[store.ThreadTable.Length];
        long[] byEvent = new long[store.EventTable.Length];
        SortedSet<int> cpus = [];
        int idle = 0;
        short lastCpu = -1;
        for (int i = 0; i < store.Count; i++)
        {
            byThread[store.Threads[i].Value]++;
            byEvent[store.Events[i]]++;
            idle += store.IsIdle(i) ? 1 : 0;
            if (store.Cpus[i] != lastCpu)
            {
                lastCpu = store.Cpus[i];
                _ = lastCpu >= 0 && cpus.Add(lastCpu);
            }
        }

        List<CountedThread> threads = ThreadsOf(store, byThread);
        return new ProfileInfo
        {
            Profile = profile,
            Origin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null,
            Idle = idle,
            Events = EventsOf(store, byEvent),
            Threads = [.. threads.OrderByDescending(thread => thread.Samples).Take(MostListed)],
            Processes = [.. threads
                .GroupBy(thread => thread.ProcessId)
                .Select(process => (process.FirstOrDefault(thread => thread.ThreadId == process.Key) ?? process.First()) with
                {
                    Samples = process.Sum(thread => thread.Samples),
                })
                .OrderByDescending(process => process.Samples)
                .Take(MostListed)],
            Commands = [.. threads
                .GroupBy(thread => thread.Command, StringComparer.Ordinal)
                .Select(command => new CountedName(command.Key, command.Sum(thread => thread.Samples)))
                .OrderByDescending(command => command.Samples)
                .Take(MostListed)],
            Cpus = [.. cpus],
        };
    }

    private static List<CountedThread> ThreadsOf(SampleStore store, long[] counts)
    {
        List<CountedThread> threads = new(counts.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            ProfiledThread thread = store.ThreadTable[i];
            threads.Add(new CountedThread(store.Strings.GetString(thread.Command), thread.ProcessOrThreadId, thread.ThreadNumber, counts[i]));
        }

        return threads;
    }

    private static List<CountedEvent> EventsOf(SampleStore store, long[] counts)
    {
        List<CountedEvent> events = new(counts.Length);
        for (int i = 0; i < counts.Length; i++)
        {
            events.Add(new CountedEvent(store.Strings.GetString(store.EventTable[i]), counts[i], SamplingFrequency.Of(store, i)));
        }

        return events;
    }
}

/// <summary>A name and its samples.</summary>
internal sealed record CountedName(string Name, long Samples);

/// <summary>A kind of event, its samples, and how often a busy CPU was sampled.</summary>
internal sealed record CountedEvent(string Name, long Samples, int? Frequency);

/// <summary>A thread, or a process under the name of its main thread.</summary>
internal sealed record CountedThread(string Command, int ProcessId, int ThreadId, long Samples);
