using System.Text.Json;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>Recordings of V8's profiler and traces, against what was counted in them without this library.</summary>
public sealed class BrowserProfileTests
{
    public static TheoryData<string, string, int, long, long> Recordings() => AtHand(
        ("other/node-catalog-1ms.cpuprofile", "cpu", 10851, 3291631710000, 3304636068000),
        ("other/node-catalog-99hz.cpuprofile", "cpu", 2689, 3304691156000, 3332692524000),
        ("other/chrome-page.trace.json.gz", "cpu", 85988, 0, 0),
        ("other/chrome-page.one-profile-array.json.gz", "cpu", 44316, 0, 0));

    public static TheoryData<string, string, double, double, int, int> Windows() => AtHand(
        ("other/node-catalog-1ms.cpuprofile", "serializeCatalog", 3.007751, 0.300089, 539, 10851),
        ("other/node-catalog-1ms.cpuprofile", "serializeCatalog", 8.008807, 0.300135, 539, 10851),
        ("other/node-catalog-99hz.cpuprofile", "serializeCatalog", 3.007416, 0.300052, 144, 2689),
        ("other/node-catalog-99hz.cpuprofile", "serializeCatalog", 13.008047, 0.300114, 144, 2689),
        ("other/node-catalog-99hz.cpuprofile", "serializeCatalog", 23.006963, 0.300129, 144, 2689));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_sample_is_read_with_its_time(string recording, string kind, int samples, long first, long last)
    {
        SampleStore store = CorpusFiles.Load(recording);
        EventKind cpu = store.EventKinds.ToArray().First(known => store.Strings.GetString(known.Name) == kind);
        Assert.True(cpu.IsDefault);
        Assert.Equal(samples, SamplesOf(store, kind).Count());
        Assert.Equal(0, store.Report.Unparsed);
        Assert.False(store.Report.IsTruncated);
        if (first != 0)
        {
            Assert.Equal((first, last + 1), (store.TimeRange.Start, store.TimeRange.End));
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void The_planted_bursts_are_where_the_program_logged_them(string recording, string function, double start, double duration, int samples, int all)
    {
        SampleStore store = CorpusFiles.Load(recording);
        Assert.Equal(all, store.Count);
        long origin = FirstOf(recording);
        int[] found = [.. Enumerable.Range(0, store.Count).Where(sample => Has(store, sample, function))];
        Assert.Equal(samples, found.Length);
        TimeRange window = new(origin + Nanoseconds(start) - 2_000_000, origin + Nanoseconds(start + duration) + 2_000_000);
        Assert.True(found.Count(sample => window.Contains(store.Times[sample])) > 20, "no burst in the window");

        Perturbation burst = PerturbationFinder.Find(ProfileSlice.Of(store)).First(finding => finding.Culprits.Any(culprit => culprit.Name == function));
        Assert.Contains(burst.Occurrences, occurrence => occurrence.Start < window.End && occurrence.End > window.Start);
    }

    [Fact]
    public void The_bursts_of_a_page_are_found()
    {
        Assert.SkipUnless(CorpusFiles.Has("other/chrome-page.trace.json.gz"), "the corpus does not lie beside the repository");
        SampleStore store = CorpusFiles.Load("other/chrome-page.trace.json.gz");
        Assert.Contains(PerturbationFinder.Find(ProfileSlice.Of(store)), finding => finding.Culprits.Any(culprit => culprit.Name == "compactSegments"));

        long first = FirstOf("other/chrome-page.trace.json.gz");
        Marker[] measures = [.. store.Markers.ToArray().Where(marker => store.Strings.GetString(marker.Name) == "compactSegments" && !marker.IsInstant)];
        double[] starts = [1.912435, 3.913149, 5.913493, 7.913726];
        Assert.Equal(starts.Select(start => first + Nanoseconds(start)), measures.Select(marker => marker.Range.Start));
        Assert.Equal(330, store.Markers.ToArray().Count(marker => store.Strings.GetString(marker.Name) == "MinorGC"));
    }

    [Theory]
    [InlineData("other/node-catalog-1ms.cpuprofile")]
    [InlineData("other/node-catalog-99hz.cpuprofile")]
    public void Cells_equal_those_of_Netflix_FlameScope(string recording)
    {
        string oracle = $"oracle/{Path.GetFileName(recording)}.heatmap50.json.gz";
        Assert.SkipUnless(CorpusFiles.Has(oracle) && CorpusFiles.Has(recording), "the corpus does not lie beside the repository");
        using JsonDocument expected = JsonDocument.Parse(CorpusFiles.ReadText(oracle));
        HeatMap map = HeatMap.Create(ProfileSlice.Of(CorpusFiles.Load(recording)));
        JsonElement columns = expected.RootElement.GetProperty("values");
        Assert.Equal(columns.GetArrayLength(), map.Columns);
        for (int column = 0; column < map.Columns; column++)
        {
            Assert.Equal(columns[column].EnumerateArray().Reverse().Select(value => value.GetInt64()), map.Column(column).ToArray());
        }
    }

    [Fact]
    public void An_array_that_is_not_closed_is_whole()
    {
        SampleStore store = CorpusFiles.Load("other/chrome-page.unterminated-array.json");
        Assert.Equal(0, store.Report.Unparsed);
        Assert.False(store.Report.IsTruncated);
    }

    [Fact]
    public void A_trace_cut_inside_an_event_keeps_those_before_and_says_so()
    {
        SampleStore store = CorpusFiles.Load("other/chrome-page.truncated.json.gz");
        Assert.True(store.Count > 500);
        Assert.True(store.Report.IsTruncated);
        Assert.Equal(0, store.Report.Unparsed);
    }

    [Theory]
    [InlineData("other/node-trace-events.json.gz", 1854)]
    [InlineData("other/gcpulse.chromium.json.gz", 0)]
    [InlineData("other/chrome-page.slices-array.json.gz", 325)]
    public void Traces_without_samples_show_their_spans(string recording, int collections)
    {
        Assert.SkipUnless(CorpusFiles.Has(recording), "the corpus does not lie beside the repository");
        SampleStore store = CorpusFiles.Load(recording);
        Assert.Equal(0, store.Report.Unparsed);
        Assert.True(store.Count > 100);
        Assert.Equal(["spans"], store.EventKinds.ToArray().Select(kind => store.Strings.GetString(kind.Name)));
        Assert.Equal(collections, store.Markers.ToArray().Count(marker => store.Strings.GetString(marker.Kind) == "gc"));
    }

    private static IEnumerable<int> SamplesOf(SampleStore store, string kind) => Enumerable.Range(0, store.Count)
        .Where(sample => store.Strings.GetString(store.EventKinds[store.Events[sample]].Name) == kind);

    private static bool Has(SampleStore store, int sample, string function)
    {
        foreach (FrameId frame in store.StackTrie.FramesOf(store.Stacks[sample]))
        {
            if (store.Strings.GetString(store.Frames[frame.Value].Symbol) == function)
            {
                return true;
            }
        }

        return false;
    }

    private static long FirstOf(string recording) => recording switch
    {
        "other/node-catalog-1ms.cpuprofile" => 3291629290000,
        "other/node-catalog-99hz.cpuprofile" => 3304688477000,
        _ => 3197270563000,
    };

    private static long Nanoseconds(double seconds) => (long)Math.Round(seconds * 1e6) * 1000;

    private static TheoryData<string, string, int, long, long> AtHand(params (string, string, int, long, long)[] rows)
    {
        TheoryData<string, string, int, long, long> data = [];
        foreach ((string file, string kind, int samples, long first, long last) in rows.Where(row => CorpusFiles.Has(row.Item1)))
        {
            data.Add(file, kind, samples, first, last);
        }

        return data;
    }

    private static TheoryData<string, string, double, double, int, int> AtHand(params (string, string, double, double, int, int)[] rows)
    {
        TheoryData<string, string, double, double, int, int> data = [];
        foreach ((string file, string function, double start, double duration, int samples, int all) in rows.Where(row => CorpusFiles.Has(row.Item1)))
        {
            data.Add(file, function, start, duration, samples, all);
        }

        return data;
    }
}
