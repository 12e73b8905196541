using FlameScope.Export.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>Events counted by perf itself on the binary recordings (perf script -F tid,time), not by any parser of this text.</summary>
public sealed class CoverageTests
{
    public static TheoryData<string, int> Recordings() => WithThoseAtHand(
        ("perf/segstore-99-a.perf.txt.gz", 10157),
        ("perf/segstore-49-p.perf.txt.gz", 2124),
        ("perf/convoy-199-p.perf.txt.gz", 3807),
        ("perf/convoy-999-a.perf.txt.gz", 19175),
        ("perf/gcpulse-99-a.perf.txt.gz", 3215),
        ("perf/gcpulse-999-p.perf.txt.gz", 4695),
        ("perf/orders-99-a.perf.txt.gz", 3615),
        ("perf/orders-199-p.perf.txt.gz", 1534),
        ("perf/catalog-99-a.perf.txt.gz", 4968),
        ("perf/catalog-49-p.perf.txt.gz", 711),
        ("perf/etl-99-p.perf.txt.gz", 1389),
        ("perf/etl-999-a.perf.txt.gz", 13465),
        ("perf/shards-199-p.perf.txt.gz", 2357),
        ("perf/shards-99-a.perf.txt.gz", 2505),
        ("perf/indexer-99-a.perf.txt.gz", 2360),
        ("perf/gcpulse-wx-199-p.perf.txt.gz", 539),
        ("perf/etl-dwarf-99-p.perf.txt.gz", 471),
        ("formats/02-header.txt.gz", 1184),
        ("formats/09-srcline.txt", 340),
        ("formats/30-evil-names.txt.gz", 421),
        ("formats/32-evil-names-no-stack.txt", 133),
        ("formats/33-no-callgraph.txt", 789),
        ("formats/34-multi-event.txt.gz", 1799),
        ("formats/35-multi-event-modifiers.txt.gz", 1308),
        ("formats/39-evil-names-launched.txt.gz", 415),
        ("formats/40-dwarf-inline.txt.gz", 237),
        ("formats/49-from-zstd-perf-data.txt.gz", 593),
        ("formats/50-pipe-mode.txt", 396));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_event_of_a_recording_becomes_a_sample(string recording, int events)
    {
        SampleStore store = CorpusFiles.Load(recording);
        Assert.Equal(events, store.Count);
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Empty(store.Report.Diagnostics);
        Assert.False(store.Report.IsTruncated);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_sample_of_a_recording_has_exactly_one_place_in_the_coverage(string recording, int events)
    {
        SampleStore store = CorpusFiles.Load(recording);
        TimeRange half = new(store.TimeRange.Start, store.TimeRange.Start + (store.TimeRange.Duration / 2));
        foreach (TimeRange? range in (TimeRange?[])[null, half, new TimeRange(half.End, half.End)])
        {
            HeatMap map = HeatMap.Create(store.Slice(range));
            FlameTree tree = FlameTree.Create(store.Slice(range));
            Assert.Equal(tree.Coverage, map.Coverage);
            Assert.Equal(tree.Total, tree.Coverage.Shown);
            Assert.Equal(tree.Total, map.Values.ToArray().Sum());
            Assert.Equal(
                events,
                tree.Coverage.Shown + tree.Coverage.Idle + tree.Coverage.FilteredByEvent + tree.Coverage.FilteredByRange);
        }
    }

    [Fact]
    public void Lost_events_are_added_up_and_no_samples()
    {
        SampleStore store = CorpusFiles.Load("formats/44-lost-events.txt.gz");
        Assert.Equal(2139, store.Count); // grep -c cpu-clock
        Assert.Equal(2101, store.Report.Lost); // the sum of the numbers behind "lost"
        Assert.Equal(674, store.Report.SideBand); // grep -c PERF_RECORD_
    }

    [Fact]
    public void Events_of_several_kinds_are_counted_apart()
    {
        SampleStore store = CorpusFiles.Load("formats/34-multi-event.txt.gz");
        Dictionary<string, int> counts = store.Events.ToArray()
            .GroupBy(row => store.Strings.GetString(store.EventKinds[row].Name))
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(1172, counts["context-switches"]);
        Assert.Equal(80, counts["page-faults"]);
        Assert.Equal(547, counts["cpu-clock"]);
    }

    private static TheoryData<string, int> WithThoseAtHand(params (string Recording, int Events)[] recordings)
    {
        TheoryData<string, int> data = [];
        foreach ((string recording, int events) in recordings.Where(known => CorpusFiles.Has(known.Recording)))
        {
            data.Add(recording, events);
        }

        return data;
    }
}
