using FlameScope.Core.Tests.Corpus;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Flames;

public sealed class SignificanceTests
{
    // Without a difference in behaviour, any node at all is called significant in at most 5 of 100 comparisons: however unequal
    // the sides are, and whatever the samples weigh. Of 100 tries, 11 are three standard deviations above that.
    [Theory]
    [InlineData("segstore-49-p.perf.txt.gz", 2, SampleWeight.Count)]
    [InlineData("orders-199-p.perf.txt.gz", 2, SampleWeight.Count)]
    [InlineData("orders-199-p.perf.txt.gz", 25, SampleWeight.Count)]
    [InlineData("orders-199-p.perf.txt.gz", 4, SampleWeight.Value)]
    public void Random_parts_of_a_recording_hardly_ever_differ(string file, int parts, SampleWeight weight)
    {
        SampleStore store = CorpusFiles.Load("perf/" + file);
        const int Seeds = 100;
        const int Most = 11;
        int nodeAlarms = 0;
        int functionAlarms = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            (FlameTree one, FlameTree other) = Parts(store, new Random(seed), parts, weight);
            FlameDiff diff = FlameDiff.Create(one, other);
            nodeAlarms += Enumerable.Range(0, diff.Count).Any(diff.IsSignificant) ? 1 : 0;
            functionAlarms += diff.Frames().Any(row => row.IsSignificant) ? 1 : 0;
        }

        Assert.InRange(nodeAlarms, 0, Most);
        Assert.InRange(functionAlarms, 0, Most);
    }

    // The burst that the recording's program logged, against the quiet seconds before it.
    [Fact]
    public void A_planted_burst_is_found_significant()
    {
        SampleStore store = CorpusFiles.Load("perf/segstore-49-p.perf.txt.gz");
        FlameDiff diff = FlameDiff.Create(
            FlameTree.Create(store.Slice(new TimeRange(4_514_500_000_000, 4_528_000_000_000))),
            FlameTree.Create(store.Slice(new TimeRange(4_528_150_000_000, 4_528_450_000_000))));
        FrameDiffRow burst = diff.Frames().Single(row => row.Name == "compact_segments");
        Assert.True(burst.IsSignificant);
        Assert.True(burst.TotalDelta > 0.3);
        Assert.Equal(0, burst.BaselineTotal);
    }

    [Fact]
    public void The_same_work_sampled_at_two_rates_hardly_differs()
    {
        const string Slow = "perf/gcpulse-99-a.perf.txt.gz";
        const string Fast = "perf/gcpulse-999-p.perf.txt.gz";
        Assert.SkipUnless(CorpusFiles.Has(Slow) && CorpusFiles.Has(Fast), "The recordings at 99 and 999 Hz are not beside the repository.");
        SampleStore fast = CorpusFiles.Load(Fast);
        int process = fast.ThreadTable[0].PidOrTid;
        HashSet<int> threads = [.. fast.ThreadTable.ToArray().Select(thread => thread.Tid)];
        SampleFilter same = new() { Where = SampleCondition.Process(process) | SampleCondition.Any(threads.Select(SampleCondition.Thread)) };
        FlameTree often = FlameTree.Create(fast.Slice(fast.TimeRange).Where(same));
        FlameTree seldom = FlameTree.Create(CorpusFiles.Load(Slow).Slice(fast.TimeRange).Where(same));
        FlameDiff diff = FlameDiff.Create(often, seldom);
        Assert.True(seldom.Total > 300);
        Assert.All(diff.Frames(), row => Assert.InRange(row.TotalDelta, -0.08, 0.08));
        Assert.True(diff.Frames().Count(row => row.IsSignificant) <= diff.Frames().Count / 20);
    }

    // One sample in so many falls to one side, all others to the other; weights are as uneven as those of cycles.
    private static (FlameTree One, FlameTree Other) Parts(SampleStore store, Random random, int parts, SampleWeight weight)
    {
        SampleStoreBuilder one = new();
        SampleStoreBuilder other = new();
        for (int sample = 0; sample < store.Count; sample++)
        {
            Copy(store, sample, random.Next(parts) == 0 ? one : other, (long)Math.Exp(10 + (6 * random.NextDouble())));
        }

        return (FlameTree.Create(one.Build().WeighedBy(weight)), FlameTree.Create(other.Build().WeighedBy(weight)));
    }

    private static void Copy(SampleStore store, int sample, SampleStoreBuilder builder, long weight)
    {
        StackId stack = StackId.Empty;
        foreach (FrameId id in store.StackTrie.FramesOf(store.Stacks[sample]))
        {
            Frame frame = store.Frames[id.Value];
            stack = builder.AddStack(stack, builder.AddFrame(store.Strings[frame.Symbol], store.Strings[frame.Module], frame.Kind));
        }

        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        builder.AddSample(new SampleRecord(store.Times[sample], stack, builder.AddThread(store.Strings[thread.Command], thread.Pid, thread.Tid), builder.AddEventKind(store.Strings[store.EventKinds[store.Events[sample]].Name]), store.Cpus[sample], weight));
    }
}
