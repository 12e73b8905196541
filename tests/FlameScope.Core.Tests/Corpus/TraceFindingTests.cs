namespace FlameScope.Core.Tests.Corpus;

/// <summary>What the runtime did stands with what was found.</summary>
public sealed class TraceFindingTests
{
    // Every 100 ms a gate holds three threads for 12 ms; as it opens, they contend for its lock now and then.
    [Fact]
    public void Bursts_that_end_in_a_convoy_are_tied_to_its_contention()
    {
        Assert.SkipUnless(CorpusFiles.Has("other/gcpulse.nettrace.gz"), "The corpus is not beside the repository.");
        Perturbation rhythm = PerturbationFinder.Find(CorpusFiles.Load("other/gcpulse.nettrace.gz")).Single(finding => finding.Period is > 99e6 and < 101e6);
        CoincidingMarker marker = rhythm.Markers[0];
        Assert.Equal(("lock contention", "contention", OccurrenceEdge.End, 4), (marker.Name, marker.Kind, marker.Edge, marker.Occurrences));
        Assert.InRange(marker.Chance, 1e-6, 1e-3);
        Assert.Matches(@"; 4 of \d+ occurrences end within 2\.\d ms of a lock contention \(by chance: 1 in \d+,000\)$", rhythm.Summary);
    }
}
