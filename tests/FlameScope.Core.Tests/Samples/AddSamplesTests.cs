using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public class AddSamplesTests
{
    private static readonly Gen<(long[] Times, long[] Weights, int Thread, SampleActivity Activity, bool IsLabelled)[]> Runs = Gen.Select(
        Gen.Long[-1000, 1000].Array[0, 20],
        Gen.OneOf(Gen.Const<long[]>([]), Gen.Long[0, 3].Array[20], Gen.Const<long[]>([.. Enumerable.Repeat(1L, 20)])),
        Gen.Int[0, 2],
        Gen.Frequency((4, Gen.Const(SampleActivity.Working)), (1, Gen.OneOf(Enum.GetValues<SampleActivity>()))),
        Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))),
        (times, weights, thread, activity, isLabelled) => (times, weights.Length == 0 ? weights : weights[..times.Length], thread, activity, isLabelled)).Array[0, 12];

    [Fact]
    public void A_run_is_as_many_single_samples() =>
        Gen.Select(Runs, Gen.Bool).Sample((runs, marks) => Assert.Equal(StoreText(runs, marks, asRuns: false), StoreText(runs, marks, asRuns: true)));

    [Fact]
    public void A_run_of_which_a_sample_is_wrong_is_not_added()
    {
        SampleStoreBuilder builder = new();
        SampleRecord shared = new(0, StackId.Empty, builder.AddThread("t"u8, 1, 1), builder.AddEventKind("cpu"u8));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSamples(shared, [1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => builder.AddSamples(shared, [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => builder.AddSamples(shared with { Duration = 1 }, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSamples(shared with { Stack = new StackId(7) }, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSamples(shared with { Labels = new LabelSetId(7) }, [1, 2]));
        builder.AddSamples(shared, []);
        Assert.Equal(0, builder.SampleCount);
    }

    [Fact]
    public void A_sample_at_the_last_instant_is_on_the_heat_map()
    {
        SampleStoreBuilder builder = new();
        SampleRecord sample = new(long.MaxValue, StackId.Empty, builder.AddThread("t"u8, 1, 1), builder.AddEventKind("cpu"u8));
        builder.AddSample(sample);
        builder.AddSamples(sample, [long.MaxValue - 5, long.MaxValue]);
        SampleStore store = builder.Build();
        Assert.Equal([long.MaxValue - 5, long.MaxValue - 1, long.MaxValue - 1], store.Times.ToArray());
        Assert.Equal(3, FlameTree.Create(store).Total);
        long cells = 0;
        foreach (long cell in HeatMap.Create(store).Values)
        {
            cells += cell;
        }

        Assert.Equal(3, cells);
    }

    private static string StoreText((long[] Times, long[] Weights, int Thread, SampleActivity Activity, bool IsLabelled)[] runs, bool marks, bool asRuns)
    {
        SampleStoreBuilder builder = new();
        EventKindId kind = builder.AddEventKind("cpu"u8);
        StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame("main"u8, "app"u8, FrameKind.User));
        LabelSetId labels = builder.AddLabel(LabelSetId.Empty, "k"u8, "v"u8);
        if (marks)
        {
            builder.MarkIdle(stack);
        }

        foreach ((long[] times, long[] weights, int thread, SampleActivity activity, bool isLabelled) in runs)
        {
            SampleRecord shared = new(0, thread == 0 ? StackId.Empty : stack, builder.AddThread("t"u8, 1, thread), kind, thread - 1, 1)
            {
                Activity = activity,
                Labels = isLabelled ? labels : LabelSetId.Empty,
            };
            if (asRuns)
            {
                builder.AddSamples(shared, times, weights);
            }
            else
            {
                for (int i = 0; i < times.Length; i++)
                {
                    builder.AddSample(shared with { Time = times[i], Weight = weights.Length > 0 ? weights[i] : 1 });
                }
            }
        }

        SampleStore store = builder.Build();
        return string.Join("\n", Enumerable.Range(0, store.Count).Select(i =>
            $"{store.Times[i]} {store.Stacks[i]} {store.Threads[i]} {store.Cpus[i]} {store.WeightOf(i)} {store.IsIdle(i)} {store.IsWaiting(i)} {(store.Labels.IsEmpty ? default : store.Labels[i])}"))
            + $"\n{store.Weights.Length} {(store.Weights.IsEmpty ? store.UniformWeight : 0)}";
    }
}
