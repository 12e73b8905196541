using System.Diagnostics;

namespace FlameScope.EventPipe.Tests;

/// <summary>Recordings of real processes.</summary>
public sealed class SessionTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_process_is_found_by_its_name_and_recorded_for_a_time()
    {
        using TargetProgram target = await TargetProgram.StartAsync();
        Assert.Contains(DotNetProcess.List(), process => process.Id == target.Id && process.Name == TargetProgram.Name);
        await using EventPipeSession session = await EventPipeSession.AttachAsync(
            target.Id, new EventPipeOptions { Duration = TimeSpan.FromSeconds(2) }, Cancelled);
        using MemoryStream trace = new();
        RecordingSummary summary = await session.RecordAsync(trace, Cancelled);

        Assert.Equal((RecordingEnd.DurationOver, false, trace.Length), (summary.End, summary.IsCut, summary.Bytes));
        SampleStore store = await LoadAsync(trace);
        Assert.False(store.Report.IsTruncated);
        Assert.Equal((0, 0), (store.Report.Lost, store.Report.Unparsed));
        Assert.True(TotalOf(store, "FlameScope.EventPipe.Target.Work.Spin") > 0);
        Assert.Contains(store.Markers.ToArray(), marker => store.Strings.GetString(marker.Name) == "blocking gen-2 GC");
        Assert.All(store.ThreadTable.ToArray(), thread => Assert.Equal(target.Id, thread.Pid));
    }

    [Fact]
    public async Task A_program_is_recorded_from_its_first_instruction_to_its_end()
    {
        await using LaunchedProcess launched = await LaunchedProcess.StartAsync(
            "dotnet", [TargetProgram.Path, "1", "7"], new EventPipeOptions { IsVerbose = true }, cancellationToken: Cancelled);
        using MemoryStream trace = new();
        RecordingSummary summary = await launched.Session.RecordAsync(trace, Cancelled);

        Assert.Equal((RecordingEnd.ProcessEnded, false), (summary.End, summary.IsCut));
        Assert.Equal(7, await launched.WaitForExitAsync(Cancelled));
        SampleStore store = await LoadAsync(trace);
        Assert.True(TotalOf(store, "FlameScope.EventPipe.Target.Work.Spin") > 0);
        Assert.Contains(store.Markers.ToArray(), marker => store.Strings.GetString(marker.Kind) == "jit");
    }

    [Fact]
    public async Task A_recording_goes_straight_into_a_store_until_it_is_told_to_stop()
    {
        using TargetProgram target = await TargetProgram.StartAsync();
        await using EventPipeSession session = await EventPipeSession.AttachAsync(target.Id, cancellationToken: Cancelled);
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(2));
        SampleStore store = await session.LoadAsync(stop: stop.Token);
        Assert.False(store.Report.IsTruncated);
        Assert.True(TotalOf(store, "FlameScope.EventPipe.Target.Work.Spin") > 0);
    }

    [Fact]
    public async Task A_process_that_does_not_answer_cannot_keep_a_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that stops a process.");
        using TargetProgram target = await TargetProgram.StartAsync();
        await using EventPipeSession session = await EventPipeSession.AttachAsync(
            target.Id, new EventPipeOptions { Duration = TimeSpan.FromSeconds(2), StopTimeout = TimeSpan.FromSeconds(1) }, Cancelled);
        using MemoryStream trace = new();
        Task<RecordingSummary> recording = session.RecordAsync(trace, Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
        target.Signal("STOP");
        RecordingSummary summary = await recording.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);
        Assert.True(summary.IsCut);
        Assert.True((await LoadAsync(trace)).Report.IsTruncated);
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_what_it_sent()
    {
        using TargetProgram target = await TargetProgram.StartAsync();
        await using EventPipeSession session = await EventPipeSession.AttachAsync(target.Id, cancellationToken: Cancelled);
        using MemoryStream trace = new();
        Task<RecordingSummary> recording = session.RecordAsync(trace, Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancelled);
        target.Signal("KILL");
        Assert.Equal(RecordingEnd.ProcessEnded, (await recording).End);
        SampleStore store = await LoadAsync(trace);
        Assert.True(store.Report.IsTruncated);
        Assert.True(store.Count > 0);
    }

    [Fact]
    public async Task A_recording_stops_at_its_limit_of_bytes()
    {
        using TargetProgram target = await TargetProgram.StartAsync();
        await using EventPipeSession session = await EventPipeSession.AttachAsync(target.Id, new EventPipeOptions { MaxBytes = 20_000 }, Cancelled);
        using MemoryStream trace = new();
        RecordingSummary summary = await session.RecordAsync(trace, Cancelled);
        Assert.Equal((RecordingEnd.MaxBytesReached, false), (summary.End, summary.IsCut));
        Assert.False((await LoadAsync(trace)).Report.IsTruncated);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_said()
    {
        await Assert.ThrowsAsync<EventPipeException>(() => EventPipeSession.AttachAsync(1, cancellationToken: Cancelled));
        Assert.Contains("no .NET process called nobody", Assert.Throws<EventPipeException>(() => DotNetProcess.Find("nobody")).Message, StringComparison.Ordinal);
        Assert.Throws<EventPipeException>(() => DotNetProcess.Find("2147483647"));
        EventPipeException ended = await Assert.ThrowsAsync<EventPipeException>(() => LaunchedProcess.StartAsync("dotnet", ["exec", "/no/such.dll"], cancellationToken: Cancelled));
        Assert.Contains("exit code", ended.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EventPipeException>(() => LaunchedProcess.StartAsync("/no/such/program", [], cancellationToken: Cancelled));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EventPipeSession.AttachAsync(1, new EventPipeOptions { BufferMegabytes = 0 }, Cancelled));
    }

    [Fact]
    public async Task A_program_without_NET_is_ended_when_its_time_to_connect_is_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no program sleep.");
        Stopwatch watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<EventPipeException>(() => LaunchedProcess.StartAsync("sleep", ["600"], connectTimeout: TimeSpan.FromSeconds(1), cancellationToken: Cancelled));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
    }

    private static Task<SampleStore> LoadAsync(MemoryStream trace)
    {
        trace.Position = 0;
        return ProfileLoader.LoadAsync(trace, cancellationToken: Cancelled);
    }

    private static long TotalOf(SampleStore store, string function) =>
        TopTable.Create(store).Rows.Where(row => row.Name == function).Sum(row => row.Total);
}
