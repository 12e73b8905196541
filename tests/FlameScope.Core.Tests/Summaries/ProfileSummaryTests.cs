using CsCheck;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Summaries;

/// <summary>What a profile holds, held against counting with LINQ.</summary>
public sealed class ProfileSummaryTests
{
    [Fact]
    public void Processes_are_joined_from_their_threads_and_named_by_the_main_one()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "worker", "a", thread: 11, process: 10);
        builder.Add(2, "server", "a", thread: 10, process: 10);
        builder.Add(3, "server", "a", thread: 10, process: 10);
        builder.Add(4, "worker", "", thread: 21, process: 20);
        ProfileSummary summary = ProfileSummary.From(builder.Build());
        Assert.Equal([new CountedSamples("server", 3) { Pid = 10 }, new CountedSamples("worker", 1) { Pid = 20 }], summary.Processes);
        Assert.Equal([new CountedSamples("server", 2) { Pid = 10, Tid = 10 }, new CountedSamples("worker", 1) { Pid = 10, Tid = 11 }, new CountedSamples("worker", 1) { Pid = 20, Tid = 21 }], summary.Threads);
        Assert.Equal([new CountedSamples("worker", 2), new CountedSamples("server", 2)], summary.Commands);
        Assert.Equal(1, summary.Stackless);
        Assert.True(summary.AreProcessesKnown);
    }

    [Fact]
    public void Where_only_threads_are_known_each_stands_for_its_process()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "one", "a", thread: 11, process: -1);
        builder.Add(2, "two", "a", thread: 11, process: -1);
        ProfileSummary summary = ProfileSummary.From(builder.Build());
        Assert.Equal([new CountedSamples("one", 1) { Pid = 11 }, new CountedSamples("two", 1) { Pid = 11 }], summary.Processes);
        Assert.False(summary.AreProcessesKnown);
    }

    [Fact]
    public void Counts_are_those_of_the_columns() => RandomProfiles.Profiles.Sample(AssertCounts);

    [Fact]
    public void An_empty_profile_has_nothing()
    {
        ProfileSummary summary = ProfileSummary.From(new SampleStoreBuilder().Build());
        Assert.Empty(summary.Events);
        Assert.Empty(summary.Processes);
        Assert.Throws<ArgumentNullException>(() => ProfileSummary.From(null!));
    }

    private static void AssertCounts(SampleSpec[] specs)
    {
        SampleStore store = RandomProfiles.StoreOf(specs);
        ProfileSummary summary = ProfileSummary.From(store);
        int[] samples = [.. Enumerable.Range(0, store.Count)];
        Assert.Equal(samples.Count(store.IsIdle), summary.Idle);
        Assert.Equal(samples.Count(sample => store.Stacks[sample] == StackId.Empty), summary.Stackless);
        Assert.Equal(samples.Select(sample => (int)store.Cpus[sample]).Where(cpu => cpu >= 0).Distinct().Order(), summary.Cpus);
        Assert.Equal(samples.GroupBy(sample => store.Events[sample]).OrderBy(group => group.Key).Select(group => (long)group.Count()), summary.Events.Select(kind => kind.Samples));
        Assert.Equal(store.Count, summary.Threads.Sum(thread => thread.Samples));
        Assert.Equal(store.Count, summary.Processes.Sum(process => process.Samples));
        Assert.Equal(store.Count, summary.Commands.Sum(command => command.Samples));
    }
}
