using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class LateNameTests
{
    [Fact]
    public void A_thread_that_is_named_late_is_one_thread_under_its_name()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread(""u8, 1, 2);
        Add(builder, thread, 0);
        builder.SetThreadName(thread, "worker"u8);
        Add(builder, thread, 1);
        Assert.Equal(["worker;main 2"], Folded(builder.Build()));
        Assert.Equal(["worker"], ProfileSummary.From(builder.Build()).Threads.Select(counted => counted.Name));
    }

    [Fact]
    public void Threads_that_become_equal_by_their_name_are_one()
    {
        SampleStoreBuilder builder = new();
        ThreadId early = builder.AddThread(""u8, 1, 2);
        Add(builder, early, 0);
        ThreadId late = builder.AddThread("worker"u8, 1, 2);
        Add(builder, late, 1);
        builder.AddMarker(new Marker(new TimeRange(1, 1), builder.AddString("gc"u8)) { Thread = late });
        builder.SetThreadName(early, "worker"u8);
        Add(builder, builder.AddThread("worker"u8, 1, 2), 2);
        SampleStore store = builder.Build();
        Assert.Equal(["worker;main 3"], Folded(store));
        Assert.Single(store.Threads.ToArray().Distinct());
        Assert.Equal(store.Threads[0], store.Markers[0].Thread);
        Assert.Equal([("worker", 3L)], ProfileSummary.From(store).Threads.Select(counted => (counted.Name, counted.Samples)));
        Assert.Equal(
            ["worker-2"],
            HeatMap.Create(store, new HeatMapOptions { RowKind = HeatMapRowKind.Thread }).RowNames);
    }

    [Fact]
    public void The_old_name_is_free_for_another_thread()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("old"u8, 1, 2);
        builder.SetThreadName(thread, "new"u8);
        ThreadId other = builder.AddThread("old"u8, 1, 2);
        Assert.NotEqual(thread, other);
        Assert.Equal(thread, builder.AddThread("new"u8, 1, 2));
    }

    [Fact]
    public void A_frame_that_is_known_late_shows_in_stacks_that_hold_it_already()
    {
        SampleStoreBuilder builder = new();
        FrameId frame = builder.AddFrame("0x1234"u8, ""u8, FrameKind.Unknown);
        ThreadId thread = builder.AddThread("app"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cycles"u8);
        builder.AddSample(new SampleRecord(0, builder.AddStack(StackId.Empty, frame), thread, kind));
        builder.SetFrame(frame, new Frame(builder.AddString("Main.run"u8), builder.AddString("jit"u8), FrameKind.Jit));
        FlameNode node = FlameTree.Create(builder.Build())[2];
        Assert.Equal(("Main.run", FrameKind.Jit, 1L), (node.NameText, node.Kind, node.Self));
    }

    [Fact]
    public void Frames_that_become_equal_are_one_node()
    {
        SampleStoreBuilder builder = new();
        FrameId known = builder.AddFrame("run"u8, "jit"u8, FrameKind.Jit);
        FrameId late = builder.AddFrame("0x1"u8, ""u8, FrameKind.Unknown);
        ThreadId thread = builder.AddThread("app"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cycles"u8);
        FrameId leaf = builder.AddFrame("leaf"u8, "jit"u8, FrameKind.Jit);
        builder.AddSample(new SampleRecord(0, builder.AddStack(builder.AddStack(StackId.Empty, known), leaf), thread, kind));
        builder.AddSample(new SampleRecord(1, builder.AddStack(builder.AddStack(StackId.Empty, late), leaf), thread, kind));
        builder.SetFrame(late, new Frame(builder.AddString("run"u8), builder.AddString("jit"u8), FrameKind.Jit));
        SampleStore store = builder.Build();
        Assert.Equal(4, FlameTree.Create(store).Count);
        Assert.Equal([2, 2], TopTable.Create(store).Rows.Select(row => row.Total));
    }

    [Fact]
    public void Frames_carry_their_file_and_line()
    {
        SampleStoreBuilder builder = new();
        Frame frame = new(builder.AddString("run"u8), builder.AddString("app"u8), FrameKind.User) { File = builder.AddString("run.c"u8), Line = 42 };
        FrameId first = builder.AddFrame(frame);
        Assert.Equal(first, builder.AddFrame(frame));
        Assert.NotEqual(first, builder.AddFrame(frame with { Line = 43 }));
        SampleStoreBuilder whole = new();
        whole.Append(builder);
        Frame kept = whole.Build().Frames[0];
        Assert.Equal(("run.c", 42), (whole.Build().Strings.GetString(kept.File), kept.Line));
    }

    [Fact]
    public void Names_for_what_was_never_added_are_refused()
    {
        SampleStoreBuilder builder = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetThreadName(new ThreadId(0), "x"u8));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetFrame(new FrameId(0), default));
        FrameId frame = builder.AddFrame("x"u8, ""u8, FrameKind.User);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetFrame(frame, new Frame(new StringId(9), StringId.Empty, FrameKind.User)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetFrame(frame, new Frame(StringId.Empty, StringId.Empty, FrameKind.User) { Line = -1 }));
    }

    private static string[] Folded(SampleStore store) =>
        new FoldedExporter().ExportToString(FlameTree.Create(store)).Trim().Split('\n');

    private static void Add(SampleStoreBuilder builder, ThreadId thread, long time) => builder.AddSample(new SampleRecord(
        time,
        builder.AddStack(StackId.Empty, builder.AddFrame("main"u8, "app"u8, FrameKind.User)),
        thread,
        builder.AddEventKind("cycles"u8)));
}
