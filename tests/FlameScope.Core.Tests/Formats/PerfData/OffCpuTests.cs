using System.Text;
using static FlameScope.Core.Tests.Formats.PerfData.RecordingBytes;

namespace FlameScope.Core.Tests.Formats.PerfData;

public sealed class OffCpuTests
{
    // RAW as well.
    private const ulong TracepointFields = Fields | (1 << 10);

    [Fact]
    public void A_thread_is_off_its_CPU_from_one_switch_to_the_next()
    {
        RecordingBytes recording = Recording()
            .Command(0, 7, 8, "worker")
            .Sample(50, 7, 8, User, 1)
            .Add(9, KernelMode, SwitchBody(100, 7, 8, next: 0, User, 0x1010))
            .Add(9, KernelMode, SwitchBody(400, 0, 0, next: 8, Kernel, 0x9))
            .Add(9, KernelMode, SwitchBody(500, 7, 8, next: 9, User, 0x1020))
            .Add(9, KernelMode, SwitchBody(510, 7, 9, next: 8, User, 0x1030));
        SampleStore store = Load(recording);

        Assert.Equal(["100 300 worker", "500 10 worker"], Off(store));
        Assert.Equal("cpu-clock", StoreText.Text(store, store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.Equal(EventClock.OffCpu, KindOf(store).Clock);
        Assert.Equal("ns", KindOf(store).Unit);

        // Thread 9 came in at 500, and was not known to be out; it is still out at the end.
        Assert.Equal(2, store.Report.UnpairedSwitches);
        Assert.Equal(5, store.Report.Samples);
        Assert.Equal(2, store.Report.Derived);
        Assert.Equal(5, store.Report.Events);
    }

    [Fact]
    public void The_text_of_a_recording_gives_the_same()
    {
        string text = string.Join("\n\n", Line("worker", 8, 100, 8, 0), Line("swapper", 0, 400, 0, 8), Line("worker", 8, 500, 8, 9), Line("other", 9, 510, 9, 8)) + "\n\n";
        SampleStore store = Load(Encoding.UTF8.GetBytes(text));
        Assert.Equal(["100 300 worker", "500 10 worker"], Off(store));
        Assert.Equal(2, store.Report.UnpairedSwitches);

        static string Line(string command, int tid, int time, int previous, int next) =>
            $"{command} {tid}/{tid} [000] 0.000000{time}: sched:sched_switch: prev_comm={command} prev_pid={previous} prev_prio=120 prev_state=S ==> next_comm=a next_pid=5 next_pid={next} next_prio=120\n\t1010 f ([k])";
    }

    [Fact]
    public void Records_of_switches_stand_in_where_there_is_no_tracepoint()
    {
        RecordingBytes recording = new RecordingBytes()
            .Command(0, 7, 8, "worker")
            .Sample(50, 7, 8, User, 1)
            .Switch(100, 7, 8, isOut: true)
            .Switch(130, 7, 8, isOut: false)
            .Switch(150, 7, 8, isOut: true)
            .Sample(160, 7, 9, User, 1);
        SampleStore store = Load(recording);
        Assert.Equal(["100 30 worker"], Off(store));
        Assert.Equal(1, store.Report.UnpairedSwitches);
        Assert.Equal(StackId.Empty, store.Stacks[1]);
    }

    [Fact]
    public void Time_before_the_first_sample_and_after_the_last_is_cut()
    {
        RecordingBytes recording = new RecordingBytes()
            .Switch(100, 7, 8, isOut: true)
            .Sample(150, 7, 7, User, 1)
            .Switch(200, 7, 8, isOut: false)
            .Switch(210, 7, 8, isOut: true)
            .Sample(250, 7, 7, User, 1)
            .Switch(300, 7, 8, isOut: false);
        SampleStore store = Load(recording);
        Assert.Equal(["150 50 :8", "210 41 :8"], Off(store));
        Assert.Equal(new TimeRange(150, 251), store.TimeRange);
    }

    [Fact]
    public void A_switch_that_is_told_twice_is_one()
    {
        RecordingBytes recording = Recording()
            .Add(9, KernelMode, SwitchBody(100, 7, 8, next: 9, User, 0x1010))
            .Switch(101, 7, 8, isOut: true)
            .Switch(101, 7, 9, isOut: false)
            .Switch(200, 7, 8, isOut: false)
            .Sample(300, 7, 8, User, 1);
        SampleStore store = Load(recording);
        Assert.Equal(["100 100 :8"], Off(store));

        // Thread 9 came in once, and had not been seen to leave.
        Assert.Equal(1, store.Report.UnpairedSwitches);
        Assert.NotEqual(StackId.Empty, store.Stacks[1]);
    }

    [Fact]
    public void A_view_of_off_CPU_time_adds_up_its_exact_overlap_and_all_events_leave_it_out()
    {
        RecordingBytes recording = Recording()
            .Sample(50, 7, 8, User, 1)
            .Add(9, KernelMode, SwitchBody(100, 7, 8, next: 0, User, 0x1010))
            .Add(9, KernelMode, SwitchBody(400, 0, 0, next: 8, Kernel, 0x9));
        SampleStore store = Load(recording);
        FlameTree tree = FlameTree.Create(store.Slice(new TimeRange(300, 1000)).Where(new SampleFilter { Event = EventSelection.Named("off-cpu") }));
        Assert.Equal(100, tree.Root.Total);
        FlameTree all = FlameTree.Create(store.Slice((TimeRange?)null).Where(new SampleFilter { Event = EventSelection.All }));
        Assert.Equal(3, all.Root.Total);
        Assert.Equal(3, all.Coverage.Events);
        Assert.Equal(3, all.Coverage.Samples);
        Assert.Equal(4, tree.Coverage.Samples);
        Assert.Equal(3, tree.Coverage.Events);
    }

    private static RecordingBytes Recording() => new RecordingBytes()
        .AddEvent(2, TracepointFields, config: 300, type: 2)
        .AddFeature(12, [.. Ints(2, 128), .. new byte[128], .. Ints(1), .. SizedText("cpu-clock"), .. Words(1), .. new byte[128], .. Ints(1), .. SizedText("sched:sched_switch"), .. Words(2)]);

    private static byte[] SwitchBody(long time, int pid, int tid, int next, params ulong[] chain) =>
        [.. SampleBody(2, time, pid, tid, chain), .. Ints(64), .. new byte[24], .. Ints(tid, 120, 1, 0), .. new byte[16], .. Ints(next, 120), .. Ints(0)];

    private static EventKind KindOf(SampleStore store) => store.EventKinds.ToArray().Single(kind => StoreText.Text(store, kind.Name) == "off-cpu");

    private static IEnumerable<string> Off(SampleStore store) => Enumerable.Range(0, store.Count)
        .Where(sample => StoreText.Text(store, store.EventKinds[store.Events[sample]].Name) == "off-cpu")
        .Select(sample => $"{store.Times[sample]} {store.Durations[sample]} {StoreText.Text(store, store.ThreadTable[store.Threads[sample].Value].Command)}");

    private static SampleStore Load(RecordingBytes recording) => Load(recording.ToFile());

    private static SampleStore Load(byte[] input) => ProfileLoader.LoadAsync(new MemoryStream(input)).GetAwaiter().GetResult();
}
