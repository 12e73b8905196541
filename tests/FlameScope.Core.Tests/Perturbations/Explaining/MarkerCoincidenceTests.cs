using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Formats;
using static FlameScope.Core.Tests.Perturbations.Recordings;

namespace FlameScope.Core.Tests.Perturbations.Explaining;

/// <summary>A finding lists the markers that begin when it does, and how often that would be chance.</summary>
public sealed class MarkerCoincidenceTests
{
    private static readonly long[] Starts = [4 * Second, (long)(11.3 * Second), (long)(19.7 * Second), (long)(27.2 * Second)];

    [Fact]
    public void Markers_at_the_starts_of_occurrences_are_listed_with_their_chance()
    {
        SampleStore store = Recording([.. Starts.Select(start => (start, "GC gen 2", "gc"))], Noise(7));
        Perturbation finding = PerturbationFinder.Find(store)[0];
        Assert.Equal(Starts.Length, finding.Occurrences.Length);
        CoincidingMarker marker = finding.Markers[0];
        Assert.Equal(("GC gen 2", "gc", 4, 4), (marker.Name, marker.Kind, marker.Occurrences, marker.Of));

        // Four windows of 20 ms in 30 s: two intervals of 5 ms to each side.
        Assert.InRange(marker.ShareOfTime, 0.0022, 0.0033);
        Assert.Equal(Math.Pow(marker.ShareOfTime, 4), marker.Chance, 1e-12);
        Assert.Matches(@"; 4 of 4 occurrences begin within 1\d ms of a GC gen 2 \(by chance: 1 in \d0,000,000,000\)$", finding.Summary);
    }

    [Fact]
    public void Markers_that_are_everywhere_are_listed_as_chance_and_are_not_in_the_sentence()
    {
        SampleStore store = Recording([.. Enumerable.Range(0, 3000).Select(i => (i * 10 * Millisecond, "tick", ""))], []);
        Perturbation finding = PerturbationFinder.Find(store)[0];
        CoincidingMarker marker = Assert.Single(finding.Markers);
        Assert.Equal((finding.Occurrences.Length, 1.0), (marker.Occurrences, marker.Chance), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 0.01);
        Assert.DoesNotContain("tick", finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Markers_elsewhere_change_nothing()
    {
        Perturbation without = PerturbationFinder.Find(Recording([], []))[0];
        Perturbation with = PerturbationFinder.Find(Recording([(9 * Second, "deploy", ""), (15 * Second, "deploy", "")], []))[0];
        Assert.Empty(with.Markers);
        Assert.Equal(without.Summary, with.Summary);
        Assert.Equal(JsonOf(without), JsonOf(with));
    }

    [Fact]
    public void Markers_that_the_filter_leaves_out_are_not_listed()
    {
        SampleStore store = Recording([.. Starts.Select(start => (start, "GC gen 2", "gc"))], []);
        Assert.NotEmpty(PerturbationFinder.Find(store.Where(SampleCondition.Process(1)))[0].Markers);
        Assert.Empty(PerturbationFinder.Find(store.Where(!SampleCondition.Command("collector")))[0].Markers);
    }

    [Fact]
    public void What_begins_as_a_marker_ends_begins_with_it()
    {
        SampleStore store = Recording([.. Starts.Select(start => (start - (60 * Millisecond), "GC gen 2", "gc"))]);
        Assert.Empty(PerturbationFinder.Find(store)[0].Markers);
        SampleStore lasting = Recording(60 * Millisecond, [.. Starts.Select(start => (start - (60 * Millisecond), "GC gen 2", "gc"))]);
        CoincidingMarker marker = PerturbationFinder.Find(lasting)[0].Markers[0];
        Assert.Equal((4, 4), (marker.Occurrences, marker.Of));

        // Four windows of 60 ms and 10 ms to each side.
        Assert.InRange(marker.ShareOfTime, 0.0090, 0.0120);
    }

    [Fact]
    public void A_marker_near_one_occurrence_is_near_one()
    {
        Perturbation finding = PerturbationFinder.Find(Recording([(Starts[1], "deploy", "")], []))[0];
        Assert.Equal(("deploy", 1, 4), (finding.Markers[0].Name, finding.Markers[0].Occurrences, finding.Markers[0].Of));
    }

    [Fact]
    public void Where_samples_are_close_together_two_milliseconds_are_near()
    {
        TimeRange burst = new(7 * Second, (long)(7.3 * Second));
        SampleStore store = new Recordings(3).WithBackground(15, hertz: 2000).With("main;collect", burst, hertz: 2000)
            .Build(builder => builder.AddMarker(new Marker(new TimeRange(burst.Start - 1_500_000, burst.Start - 1_500_000), builder.AddString("deploy"u8))));
        CoincidingMarker marker = Assert.Single(PerturbationFinder.Find(store)[0].Markers);
        Assert.Equal(2 * Millisecond, marker.Reach);
    }

    [Fact]
    public void Markers_at_the_ends_are_told_where_the_starts_have_none()
    {
        (long, string, string)[] atEnds = [.. Starts.Select(start => (start + (400 * Millisecond), "lock contention", "contention"))];
        Perturbation finding = PerturbationFinder.Find(Recording(atEnds))[0];
        CoincidingMarker marker = Assert.Single(finding.Markers);
        Assert.Equal((OccurrenceEdge.End, 4, 4), (marker.Edge, marker.Occurrences, marker.Of));
        Assert.Matches(@"; 4 of 4 occurrences end within 1\d ms of a lock contention \(by chance: 1 in \d0,000,000,000\)$", finding.Summary);
        Assert.Contains("\"edge\":\"end\"", JsonOf(finding), StringComparison.Ordinal);

        // Where markers are at both edges, the finding names the starts.
        Perturbation both = PerturbationFinder.Find(Recording(atEnds, [.. Starts.Take(3).Select(start => (start, "lock contention", "contention"))]))[0];
        Assert.Equal((OccurrenceEdge.Start, 3), (Assert.Single(both.Markers).Edge, both.Markers[0].Occurrences));

        // One of four may well be chance.
        Assert.Empty(PerturbationFinder.Find(Recording([atEnds[0]]))[0].Markers);
    }

    [Fact]
    public void The_json_has_the_markers()
    {
        Perturbation finding = PerturbationFinder.Find(Recording([.. Starts.Select(start => (start, "GC gen 2", "gc"))], []))[0];
        using JsonDocument json = JsonDocument.Parse(JsonOf(finding));
        JsonElement marker = json.RootElement.GetProperty("markers")[0];
        Assert.Equal(("GC gen 2", "gc", 4, 4), (
            marker.GetProperty("name").GetString(), marker.GetProperty("kind").GetString(), marker.GetProperty("occurrences").GetInt32(), marker.GetProperty("of").GetInt32()));
        Assert.Equal(finding.Markers[0].Reach, marker.GetProperty("reach").GetInt64());
        Assert.Equal(finding.Markers[0].Chance, marker.GetProperty("chance").GetDouble());
        Assert.Equal(finding.Markers[0].ShareOfTime, marker.GetProperty("shareOfTime").GetDouble());
    }

    private static string JsonOf(Perturbation finding)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            json.WritePerturbationValue(finding);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static (long, string, string)[] Noise(int count) =>
        [.. Enumerable.Range(1, count).Select(i => (i * (long)(3.77 * Second), "config reload", "deploy"))];

    private static SampleStore Recording(params (long Time, string Name, string Kind)[][] markers) => Recording(Millisecond, markers);

    private static SampleStore Recording(long length, params (long Time, string Name, string Kind)[][] markers)
    {
        Recordings recording = new Recordings(11).WithBackground(30);
        foreach (long start in Starts)
        {
            recording.With("main;collect;mark", new TimeRange(start, start + (400 * Millisecond)));
        }

        return recording.Build(builder =>
        {
            ThreadId collector = builder.AddThread("collector"u8, 1, 9);
            foreach ((long time, string name, string kind) in markers.SelectMany(all => all))
            {
                builder.AddMarker(new Marker(new TimeRange(time, time + length), builder.AddString(Encoding.UTF8.GetBytes(name)))
                {
                    Kind = builder.AddString(Encoding.UTF8.GetBytes(kind)),
                    Thread = collector,
                });
            }
        });
    }
}
