using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

/// <summary>What a format marks as idle or waiting is left out by default, shown on request, and always counted.</summary>
public sealed class ActivityTests
{
    private static readonly Gen<(int Stack, SampleActivity Activity)[]> Samples = Gen.Select(
        Gen.Int[0, 4], Gen.OneOf(Enum.GetValues<SampleActivity>())).Array[1, 200];

    [Fact]
    public void A_mark_of_a_stack_holds_for_samples_before_and_after()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "app", "main;park");
        StackId park = StackOf(builder, "main", "park");
        builder.MarkWaiting(park);
        builder.Add(1, "app", "main;park");
        builder.Add(2, "app", "main");
        SampleStore store = builder.Build();
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(store.IsWaiting));
        Assert.Equal((1L, 2L), (FlameTree.Create(store).Total, FlameTree.Create(store).Coverage.Waiting));
        Assert.Equal(3, FlameTree.Create(store.Where(new SampleFilter { IncludeWaiting = true })).Total);
        Assert.Equal(2, FlameTree.Create(store.Where(new SampleFilter { IncludeWaiting = true, Where = SampleCondition.Waiting })).Total);
    }

    [Fact]
    public void A_mark_of_a_sample_goes_by_the_order_in_which_samples_were_added()
    {
        SampleStoreBuilder builder = new();
        builder.Add(5, "app", "main");
        builder.Add(1, "app", "main");
        builder.MarkIdle(0);
        SampleStore store = builder.Build();
        Assert.Equal([false, true], Enumerable.Range(0, 2).Select(store.IsIdle));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.MarkIdle(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.MarkWaiting(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.MarkIdle(new StackId(9)));
    }

    [Fact]
    public void What_a_sample_says_of_itself_comes_before_what_its_stack_says()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "app", "main", activity: SampleActivity.Waiting);
        builder.Add(1, "app", "main");
        builder.MarkIdle(StackOf(builder, "main"));
        SampleStore store = builder.Build();
        Assert.Equal((1L, 1L), (FlameTree.Create(store).Coverage.Waiting, FlameTree.Create(store).Coverage.Idle));
    }

    [Fact]
    public void Nothing_is_idle_by_its_name()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "swapper", "cpu_startup_entry;do_idle;native_safe_halt", process: 0, thread: 0, kind: FrameKind.Kernel);
        FlameTree tree = FlameTree.Create(builder.Build());
        Assert.Equal((1L, 0L), (tree.Total, tree.Coverage.Idle));
    }

    [Fact]
    public void Shown_idle_waiting_and_filtered_samples_are_all_samples() =>
        Gen.Select(Samples, Gen.Int[-1, 4], Gen.Int[-1, 4], Gen.Bool, Gen.Bool).Sample((samples, idleStack, waitingStack, includeIdle, includeWaiting) =>
        {
            SampleStoreBuilder builder = new();
            StackId[] stacks = [.. Enumerable.Range(0, 5).Select(i => StackOf(builder, $"f{i}"))];
            SampleActivity[] ofStack = new SampleActivity[5];
            foreach ((int stack, SampleActivity activity) in new[] { (idleStack, SampleActivity.Idle), (waitingStack, SampleActivity.Waiting) })
            {
                if (stack >= 0)
                {
                    Mark(builder, stacks[stack], activity);
                    ofStack[stack] = activity;
                }
            }

            for (int i = 0; i < samples.Length; i++)
            {
                builder.Add(i, i % 3 == 0 ? "other" : "app", $"f{samples[i].Stack}", activity: samples[i].Activity);
            }

            SampleActivity[] activities = [.. samples.Select(sample => sample.Activity == SampleActivity.Working ? ofStack[sample.Stack] : sample.Activity)];
            int idle = includeIdle ? 0 : activities.Count(activity => activity == SampleActivity.Idle);
            int waiting = includeWaiting ? 0 : activities.Count(activity => activity == SampleActivity.Waiting);
            Coverage coverage = FlameTree.Create(builder.Build().Where(new SampleFilter
            {
                IncludeIdle = includeIdle,
                IncludeWaiting = includeWaiting,
                Where = SampleCondition.Command("app"),
            })).Coverage;
            Assert.Equal((samples.Length, idle, waiting), (coverage.Samples, coverage.Idle, coverage.Waiting));
            Assert.Equal(coverage.Samples, coverage.Shown + coverage.Idle + coverage.Waiting + coverage.FilteredByCondition);
        });

    private static void Mark(SampleStoreBuilder builder, StackId stack, SampleActivity activity)
    {
        if (activity == SampleActivity.Idle)
        {
            builder.MarkIdle(stack);
        }
        else
        {
            builder.MarkWaiting(stack);
        }
    }

    private static StackId StackOf(SampleStoreBuilder builder, params string[] symbols) => symbols.Aggregate(
        StackId.Empty,
        (stack, symbol) => builder.AddStack(stack, builder.AddFrame(System.Text.Encoding.UTF8.GetBytes(symbol), "app"u8, FrameKind.User)));
}
