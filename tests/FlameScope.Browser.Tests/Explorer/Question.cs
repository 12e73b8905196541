namespace FlameScope.Browser.Tests.Explorer;

/// <summary>One question about a recording, as library, command, API and page are asked it.</summary>
/// <param name="Name">What is asked, in a word.</param>
/// <param name="Recording">The recording.</param>
/// <param name="Slice">The samples, by the library.</param>
/// <param name="Command">The command's options.</param>
/// <param name="Api">The API's parameters, which are those of the page's address.</param>
internal sealed record Question(string Name, string Recording, Func<SampleStore, ProfileSlice> Slice, string[] Command, string Api)
{
    public const string Orders = "orders.perf.gz";
    public const string Segstore = "segstore.perf.gz";
    public const string Events = "events.txt.gz";

    /// <summary>Every filter and every form of time.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new("nothing", Orders, store => ProfileSlice.Of(store), [], ""),
        new("short names", Orders, store => ProfileSlice.Of(store.WithNames(FrameNames.Short)), ["--names", "short"], "names=short"),
        Filter("part of a command", SampleCondition.Command(TextPattern.Containing("http-nio")), ["--command", "http-nio"], "command=http-nio"),
        Filter("a whole command", SampleCondition.Command("Index Rebuilder"), ["--command", "=Index Rebuilder"], "command=%3DIndex%20Rebuilder"),
        Filter("commands by a regular expression", SampleCondition.Command(TextPattern.Matching("^c[12] ", ignoreCase: true)), ["--command", "/^c[12] /i"], "command=/^c[12] /i"),
        Filter(
            "either of two commands",
            SampleCondition.Command("Index Rebuilder") | SampleCondition.Command("C2 CompilerThre"),
            ["--command", "=Index Rebuilder", "--command", "=C2 CompilerThre"],
            "command=%3DIndex%20Rebuilder&command=%3DC2%20CompilerThre"),
        Filter("no such command", !SampleCondition.Command(TextPattern.Containing("http")), ["--exclude-command", "http"], "excludeCommand=http"),
        Filter("a function", SampleCondition.Frame(new FramePattern(TextPattern.Containing("rebuildIndex"))), ["--frame", "rebuildIndex"], "frame=rebuildIndex"),
        Filter(
            "a leaf of a module",
            SampleCondition.Frame(new FramePattern(TextPattern.Containing("libjvm")) { Target = FrameTarget.Module, Position = FramePosition.Leaf }),
            ["--frame", "leaf:module:libjvm"],
            "frame=leaf:module:libjvm"),
        Filter(
            "a root",
            SampleCondition.Frame(new FramePattern(TextPattern.Exactly("start_thread")) { Position = FramePosition.Root }),
            ["--frame", "root:=start_thread"],
            "frame=root:%3Dstart_thread"),
        Filter("no such function", !SampleCondition.Frame(new FramePattern(TextPattern.Containing("priceOrder"))), ["--exclude-frame", "priceOrder"], "excludeFrame=priceOrder"),
        Filter("a CPU", SampleCondition.Cpu(1), ["--cpu", "1"], "cpu=1"),
        Filter("a range of CPUs", SampleCondition.Cpu(0) | SampleCondition.Cpu(1), ["--cpu", "0-1"], "cpu=0-1"),
        Filter("what ran in the kernel", SampleCondition.Kernel, ["--kernel"], "ran=kernel"),
        Filter("what did not", SampleCondition.User, ["--user"], "ran=user"),
        new("a thread", Segstore, store => store.Where(ThreadsOf(store, 1)), ["--thread", "TID1"], "thread=TID1"),
        new("threads", Segstore, store => store.Where(ThreadsOf(store, 2)), ["--thread", "TID1,TID2"], "thread=TID1,TID2"),
        new("threads, one by one", Segstore, store => store.Where(ThreadsOf(store, 2)), ["--thread", "TID1", "--thread", "TID2"], "thread=TID1&thread=TID2"),
        new("no such threads", Segstore, store => store.Where(!ThreadsOf(store, 2)), ["--exclude-thread", "TID1,TID2"], "excludeThread=TID1,TID2"),
        new("a process", Events, store => store.Where(SampleCondition.Process(PidOf(store))), ["--process", "PID"], "process=PID"),
        new("no such process", Events, store => store.Where(!SampleCondition.Process(PidOf(store))), ["--exclude-process", "PID"], "excludeProcess=PID"),
        new("idle CPUs too", Orders, store => store.Where(new SampleFilter { IncludeIdle = true }), ["--idle"], "idle=1"),
        new("waiting threads too", Orders, store => store.Where(new SampleFilter { IncludeWaiting = true }), ["--waiting"], "waiting=1"),
        new("another event", Events, store => store.Where(new SampleFilter { Event = EventSelection.Named("page-faults") }), ["--event", "page-faults"], "event=page-faults"),
        new("all events", Events, store => store.Where(new SampleFilter { Event = EventSelection.All }), ["--event", "all"], "event=all"),
        new("periods", Orders, store => store.WeighedBy(SampleWeight.Value), ["--weight", "period"], "weight=period"),
        new("values", Orders, store => store.WeighedBy(SampleWeight.Value), ["--weight", "value"], "weight=value"),
        new("counts", Orders, store => store.WeighedBy(SampleWeight.Count), ["--weight", "count"], "weight=count"),
        Time("seconds", store => store.RangeOfSeconds(7.2, 7.6), "7.2", "7.6"),
        Time("a point before the digits", store => store.RangeOfSeconds(0.5, 2.5), ".5", "2.5"),
        Time("the recording's own clock", store => store.RangeOfSeconds(7, 8), "@CLOCK7", "@CLOCK8"),
        Time("a time of day", store => Wall(store, 21, 22), "19:42:21", "19:42:22"),
        Time("a time of day in UTC", store => Wall(store, 21, 21.5), "19:42:21Z", "19:42:21.5Z"),
        Time("an instant", store => Wall(store, 21, 22), "2026-11-22T19:42:21Z", "2026-11-22T19:42:22"),
        Time("an instant with a zone", store => Wall(store, 21, 22), "2026-11-22T21:42:21+02:00", "2026-11-22 19:42:22Z"),
        new(
            "a filter in a slice",
            Orders,
            store => store.Slice(store.RangeOfSeconds(7, 8)).Where(SampleCondition.Command("Index Rebuilder")).WeighedBy(SampleWeight.Value),
            ["--from", "7", "--to", "8", "--command", "=Index Rebuilder", "--weight", "period"],
            "from=7&to=8&command=%3DIndex%20Rebuilder&weight=period"),
    ];

    /// <summary>The question with the numbers of a recording in place of the words that stand for them.</summary>
    public Question In(SampleStore store)
    {
        string Fill(string text) => text
            .Replace("PID", Invariant(PidOf(store)), StringComparison.Ordinal)
            .Replace("TID1", Invariant(TidsOf(store)[0]), StringComparison.Ordinal)
            .Replace("TID2", Invariant(TidsOf(store)[1]), StringComparison.Ordinal)
            .Replace("CLOCK7", TimeText.Seconds(store.Origin + 7_000_000_000), StringComparison.Ordinal)
            .Replace("CLOCK8", TimeText.Seconds(store.Origin + 8_000_000_000), StringComparison.Ordinal);
        return this with { Command = [.. Command.Select(Fill)], Api = Fill(Api) };
    }

    public override string ToString() => Name;

    private static Question Filter(string name, SampleCondition condition, string[] command, string api) =>
        new(name, Orders, store => store.Where(condition), command, api);

    private static Question Time(string name, Func<SampleStore, TimeRange> range, string from, string to) => new(
        name, Orders, store => store.Slice(range(store)), ["--from", from, "--to", to], $"from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}");

    private static TimeRange Wall(SampleStore store, double from, double to)
    {
        DateTimeOffset minute = new(2026, 11, 22, 19, 42, 0, TimeSpan.Zero);
        return new TimeRange(store.TimeOf(minute.AddSeconds(from))!.Value, store.TimeOf(minute.AddSeconds(to))!.Value);
    }

    private static int PidOf(SampleStore store) => ProfileSummary.From(store).Processes[0].Pid ?? -1;

    private static SampleCondition ThreadsOf(SampleStore store, int count) => SampleCondition.Any(TidsOf(store).Take(count).Select(SampleCondition.Thread));

    private static int[] TidsOf(SampleStore store) => [.. ProfileSummary.From(store).Threads.Take(2).Select(thread => thread.Tid ?? -1)];

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
