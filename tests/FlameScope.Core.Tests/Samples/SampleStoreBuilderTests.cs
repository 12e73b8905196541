using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Samples;

public sealed class SampleStoreBuilderTests
{
    [Fact]
    public void Equal_names_frames_stacks_and_threads_get_equal_ids()
    {
        SampleStoreBuilder builder = new();
        FrameId frame = builder.AddFrame("main"u8, "app"u8, FrameKind.User);
        Assert.Equal(frame, builder.AddFrame("main"u8, "app"u8, FrameKind.User));
        Assert.NotEqual(frame, builder.AddFrame("main"u8, "app"u8, FrameKind.Kernel));
        Assert.NotEqual(frame, builder.AddFrame("main"u8, "lib"u8, FrameKind.User));
        Assert.Equal(builder.AddStack(StackId.Empty, frame), builder.AddStack(StackId.Empty, frame));
        Assert.Equal(builder.AddThread("x"u8, 1, 2), builder.AddThread("x"u8, 1, 2));
        Assert.NotEqual(builder.AddThread("x"u8, 1, 2), builder.AddThread("x"u8, 1, 3));
        Assert.Equal(builder.AddEventKind("e"u8), builder.AddEventKind("e"u8));
    }

    [Fact]
    public void Samples_are_sorted_by_time_and_those_of_one_instant_keep_their_order()
    {
        SampleStore store = Stores.Of((3, "c", ""), (1, "a", ""), (3, "b", ""), (2, "x", ""), (1, "z", ""));
        Assert.Equal([1, 1, 2, 3, 3], store.Times.ToArray());
        Assert.Equal(
            ["a", "z", "x", "c", "b"],
            store.Threads.ToArray().Select(thread => store.Strings.GetString(store.ThreadTable[thread.Value].Command)));
    }

    [Fact]
    public void Parents_are_numbered_before_their_children()
    {
        SampleStore store = Stores.Of((1, "a", "main;run;leaf"), (2, "a", "main;leaf"), (3, "b", "leaf;main"));
        for (int node = 1; node < store.StackTrie.Count; node++)
        {
            Assert.True(store.StackTrie.Parents[node].Value < node);
        }
    }

    [Fact]
    public void Weights_take_no_column_where_all_are_equal()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "a", "x", weight: 10);
        builder.Add(2, "a", "x", weight: 10);
        SampleStore uniform = builder.Build();
        Assert.True(uniform.Weights.IsEmpty);
        Assert.Equal(10, uniform.WeightOf(1));

        builder.Add(0, "a", "x", weight: 30);
        SampleStore mixed = builder.Build();
        Assert.Equal([30, 10, 10], mixed.Weights.ToArray());
        Assert.True(uniform.Weights.IsEmpty);
    }

    [Fact]
    public void Ids_of_another_builder_are_refused()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        EventKindId @event = builder.AddEventKind("e"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddStack(StackId.Empty, new FrameId(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, new StackId(1), thread, @event)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, new ThreadId(1), @event)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, thread, new EventKindId(1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, thread, @event, cpu: -2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, thread, @event, cpu: 40_000)));
    }

    [Fact]
    public void A_builder_goes_on_after_building_and_leaves_the_store_alone()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "a", "main");
        SampleStore first = builder.Build();
        builder.Add(2, "b", "main;run");
        Assert.Equal(1, first.Count);
        Assert.Equal(2, first.StackTrie.Count);
        Assert.Equal(2, builder.Build().Count);
    }

    [Fact]
    public void Parts_appended_in_order_give_the_store_of_the_whole()
    {
        SampleStoreBuilder whole = new();
        SampleStoreBuilder first = new();
        SampleStoreBuilder second = new();
        foreach (SampleStoreBuilder builder in (SampleStoreBuilder[])[whole, first])
        {
            builder.Add(5, "a", "main;run", weight: 3);
            builder.Add(6, "b", "main;run;leaf");
        }

        foreach (SampleStoreBuilder builder in (SampleStoreBuilder[])[whole, second])
        {
            builder.Add(1, "b", "main;other", "faults");
            builder.Add(2, "c", "");
        }

        first.Append(second);
        SampleStore expected = whole.Build();
        SampleStore actual = first.Build();
        Assert.Equal(Stores.Describe(expected), Stores.Describe(actual));
        Assert.Equal(expected.Stacks.ToArray(), actual.Stacks.ToArray());
        Assert.Equal(expected.Frames.ToArray(), actual.Frames.ToArray());
        Assert.Equal(expected.Threads.ToArray(), actual.Threads.ToArray());
        Assert.Equal(expected.StackTrie.Parents.ToArray(), actual.StackTrie.Parents.ToArray());
    }
}
