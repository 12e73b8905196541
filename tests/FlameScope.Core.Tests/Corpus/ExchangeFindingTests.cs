namespace FlameScope.Core.Tests.Corpus;

/// <summary>The bursts that the recorded programs planted, and logged themselves, are found in the exchange formats that keep times.</summary>
public sealed class ExchangeFindingTests
{
    // When compact_ledger ran, from the first sample on.
    private static readonly TimeRange[] Compactions =
        [new(749_000_000, 953_000_000), new(2_252_500_000, 2_477_000_000), new(3_759_600_000, 3_977_400_000)];

    [Theory]
    [InlineData("made.sampled.speedscope.json")]
    [InlineData("made.evented.speedscope.json")]
    [InlineData("made.firefox-v49.json")]
    [InlineData("made.firefox-v66.json")]
    [InlineData("made.firefox-v70.json")]
    public void The_compactions_of_the_shop_are_found(string file)
    {
        SampleStore store = CorpusFiles.Load("other/made/" + file);
        Perturbation[] findings = [.. PerturbationFinder.Find(store).Where(finding => IsOf(finding, "compact"))];
        Assert.NotEmpty(findings);

        // The last one ends with the recording, and may be no more than the level there.
        Assert.All(Compactions[..2], window => Assert.Contains(
            findings.SelectMany(finding => finding.Occurrences.Append(finding.Range)),
            range => !new TimeRange(range.Start - store.Times[0], range.End - store.Times[0]).Intersect(window).IsEmpty));
    }

    [Fact]
    public void The_sweeps_of_a_dotnet_program_are_a_rhythm()
    {
        SampleStore store = CorpusFiles.Load("other/gcpulse.speedscope.json");
        Assert.Contains(PerturbationFinder.Find(store), finding => IsOf(finding, "SweepGeneration", "MarkBlock")
            && finding.Period is > 95e6 and < 105e6);
    }

    private static bool IsOf(Perturbation finding, params string[] names) =>
        finding.Culprits.Any(culprit => names.Any(name => culprit.Name.Contains(name, StringComparison.OrdinalIgnoreCase)));
}
