using FlameScope.Core.Tests.Corpus;
using FlameScope.Tests.Processes;

namespace FlameScope.EventPipe.Tests;

/// <summary>Recordings of programs of every kind, held against Microsoft's TraceEvent, and what is found in them.</summary>
public sealed class ProgramTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("console")]
    [InlineData("web")]
    [InlineData("starvation")]
    [InlineData("async")]
    [InlineData("allocation")]
    public async Task Samples_are_those_of_TraceEvent(string kind)
    {
        using TemporaryFolder folder = new();
        string trace = folder.PathOf("trace.nettrace");
        await RecordAsync(kind, trace, TimeSpan.FromSeconds(2));
        Assert.InRange(TraceOracle.Check(trace, folder.PathOf("trace.etlx")), 50, int.MaxValue);
    }

    [Fact]
    public async Task A_convoy_is_tied_to_the_contention_for_its_lock()
    {
        using TemporaryFolder folder = new();
        string trace = folder.PathOf("trace.nettrace");
        await RecordAsync("convoy", trace, TimeSpan.FromSeconds(8));
        SampleStore store = await ProfileLoader.LoadAsync(trace, cancellationToken: Cancelled);
        string[] findings = [.. PerturbationFinder.Find(store).Select(finding => finding.Summary)];

        // Whichever side of it stands first: who holds the lock, or who stalls in front of it.
        Assert.Contains(findings, finding =>
            finding.Contains("FlameScope.EventPipe.Target.Convoy.", StringComparison.Ordinal)
            && finding.Contains("of a lock contention (by chance: 1 in ", StringComparison.Ordinal));
    }

    private static async Task RecordAsync(string kind, string path, TimeSpan duration)
    {
        using TargetProgram target = await TargetProgram.StartAsync(kind);
        await using EventPipeSession session = await EventPipeSession.AttachAsync(target.Id, new EventPipeOptions { Duration = duration }, Cancelled);
        await using FileStream file = File.Create(path);
        Assert.False((await session.RecordAsync(file, Cancelled)).IsCut);
    }
}
