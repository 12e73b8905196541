using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlameScope.Export;
using FlameScope.Formats;
using FlameScope.Tests.Processes;

namespace FlameScope.Report.Tests;

/// <summary>Reports, read again by the plain reading of their format.</summary>
public sealed class HtmlReportExporterTests
{
    public static TheoryData<string> Recordings => ["gcpulse.perf.gz", "orders.perf.gz", "segstore.perf.gz"];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_report_has_every_sample_as_it_was(string file)
    {
        SampleStore store = Load(file);
        Assert.Equal(SamplesOf(store), new ReportReading(HtmlOf(store)).SamplesOf(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void So_it_has_whatever_columns_there_are(int seed)
    {
        SampleStore store = MadeStores.Random(seed);
        Assert.Equal(SamplesOf(store), new ReportReading(HtmlOf(store)).SamplesOf(0));
    }

    [Fact]
    public void An_empty_profile_gives_a_report()
    {
        SampleStore store = new SampleStoreBuilder().Build();
        Assert.Empty(new ReportReading(HtmlOf(store)).SamplesOf(0));
    }

    [Fact]
    public void The_same_slice_gives_the_same_bytes()
    {
        Assert.Equal(HtmlOf(Load("orders.perf.gz")), HtmlOf(Load("orders.perf.gz")));
    }

    [Fact]
    public void A_slice_and_a_filter_leave_the_others_out_and_say_so()
    {
        SampleStore store = Load("orders.perf.gz");
        TimeRange range = store.RangeOfSeconds(10, 20);
        SampleCondition condition = SampleCondition.Frame(FramePattern.Parse("read"));
        ReportReading report = new(HtmlOf(store.Slice(range).Where(condition)));
        List<ReportedSample> expected = [.. SamplesOf(store.Slice(range).Where(new SampleFilter { Event = EventSelection.All, IncludeIdle = true, IncludeWaiting = true, Where = condition }).ToStore())];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, report.SamplesOf(0));
        Assert.All(expected, sample => Assert.InRange(sample.Time, 10_000_000_000, 19_999_999_999));
        Assert.Equal(["Only 10 to 20 s.", $"Only samples where {condition}."], report.Profile(0).GetProperty("leftOut").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public void Times_in_milliseconds_are_rounded_down_and_nothing_else_changes()
    {
        SampleStore store = Load("gcpulse.perf.gz");
        const long Millisecond = 1_000_000;
        List<ReportedSample> rounded = new ReportReading(HtmlOf(store, new HtmlReportOptions { TimeStep = TimeSpan.FromMilliseconds(1) })).SamplesOf(0);
        Assert.Equal(SamplesOf(store).Select(sample => sample with { Time = sample.Time / Millisecond * Millisecond }), rounded);
    }

    [Fact]
    public void Without_threads_those_of_one_name_are_one()
    {
        SampleStore store = Load("segstore.perf.gz");
        List<ReportedSample> samples = new ReportReading(HtmlOf(store, new HtmlReportOptions { IncludeThreads = false })).SamplesOf(0);
        Assert.Equal(SamplesOf(store).Select(sample => sample with { Pid = -1, Tid = -1 }), samples);
    }

    [Fact]
    public void Redacted_names_are_nowhere_in_the_file()
    {
        SampleStore store = Load("gcpulse.perf.gz");
        HtmlReportOptions options = new()
        {
            File = new ReportedFile("gcpulse.perf.gz", 1, new string('0', 64)),
            Redactions = [TextPattern.Parse("/gcpulse|Compact/i")],
        };
        string html = HtmlOf(store, options);
        ReportReading report = new(html);
        string known = Encoding.Latin1.GetString(store.Frames.ToArray().SelectMany(frame => store.Strings[frame.Symbol].ToArray()).ToArray());
        Assert.Matches("(?i)gcpulse|Compact", known);
        Assert.DoesNotMatch("(?i)gcpulse|Compact", html[..html.IndexOf("flamescope-page", StringComparison.Ordinal)]);
        Assert.DoesNotMatch("(?i)gcpulse|Compact", report.AllText());
        Assert.Contains(report.SamplesOf(0), sample => sample.Stack.Contains("redacted-1", StringComparison.Ordinal));

        // The same name is the same word: no two stacks became one, and none two.
        Assert.Equal(SamplesOf(store).Select(sample => sample.Stack).Distinct().Count(), report.SamplesOf(0).Select(sample => sample.Stack).Distinct().Count());
    }

    [Fact]
    public void The_baseline_is_a_second_profile()
    {
        SampleStore store = Load("gcpulse.perf.gz");
        SampleStore other = Load("orders.perf.gz");
        ReportReading report = new(HtmlOf(store, new HtmlReportOptions { Baseline = other }));
        Assert.Equal(SamplesOf(store), report.SamplesOf(0));
        Assert.Equal(SamplesOf(other), report.SamplesOf(1));
        Assert.Equal(report.Profile(1).GetProperty("info").GetProperty("name").GetString(), report.Head.GetProperty("start").GetProperty("baseProfile").GetString());
    }

    [Fact]
    public void Hostile_names_come_as_text()
    {
        const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202E\"'&";
        SampleStore store = MadeStores.Named(Hostile);
        string html = HtmlOf(store, new HtmlReportOptions { Title = Hostile, Notes = Hostile, File = new ReportedFile(Hostile, 1, "0") });
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)</", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains(new ReportReading(html).SamplesOf(0), sample => sample.Stack.Contains(Hostile, StringComparison.Ordinal));
    }

    [Fact]
    public void The_policy_lets_its_own_scripts_and_styles_run_and_nothing_else()
    {
        string html = HtmlOf(Load("segstore.perf.gz"));
        string policy = Regex.Match(html, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        string loader = Regex.Match(html, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        Assert.All(
            [Encoding.UTF8.GetBytes(loader), Unpacked(html, "flamescope-page"), Unpacked(html, "flamescope-styles")],
            part => Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(part))}'", policy, StringComparison.Ordinal));
        Assert.Single(Regex.Matches(html, "<script>"));
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("""\s(style|on[a-z]+)=["']""", html[..html.IndexOf("<script>", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Too_many_samples_and_too_many_bytes_are_refused_with_what_to_do()
    {
        SampleStore store = Load("segstore.perf.gz");
        ReportTooLargeException samples = Assert.Throws<ReportTooLargeException>(() => HtmlOf(store, new HtmlReportOptions { MaxSamples = 100 }));
        Assert.Equal("The report would have 2,124 samples; at most 100 are allowed. Take a shorter time, a filter, or coarser times.", samples.Message);
        Assert.Matches("would have [0-9,]+ bytes; at most 1,000 are", Assert.Throws<ReportTooLargeException>(() => HtmlOf(store, new HtmlReportOptions { MaxBytes = 1_000 })).Message);
    }

    [Fact]
    public void The_summary_names_what_is_in_the_file_without_a_script()
    {
        string html = HtmlOf(Load("gcpulse.perf.gz"), new HtmlReportOptions { Title = "Spikes at noon", Notes = "Seen twice.\n\nAsk Jo." });
        string summary = html[html.IndexOf("<article", StringComparison.Ordinal)..html.IndexOf("</article>", StringComparison.Ordinal)];
        Assert.Contains("<h1>Spikes at noon</h1>", summary, StringComparison.Ordinal);
        Assert.Contains("<p>Seen twice.</p>\n<p>Ask Jo.</p>", summary, StringComparison.Ordinal);
        Assert.Contains("4,695 samples", summary, StringComparison.Ordinal);
        Assert.Contains("<h2>Findings</h2>", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_of_the_report_are_those_of_the_finder()
    {
        SampleStore store = Load("gcpulse.perf.gz");
        JsonElement findings = new ReportReading(HtmlOf(store)).Profile(0).GetProperty("findings");
        Assert.Equal(PerturbationFinder.Find(store).Select(finding => finding.Summary), findings.EnumerateArray().Select(one => one.GetProperty("summary").GetString()));
    }

    private static SampleStore Load(string file) => ProfileLoader.Load(Repository.PathOf($"samples/profiles/{file}"));

    private static byte[] Unpacked(string html, string id)
    {
        byte[] packed = Convert.FromBase64String(Regex.Match(html, $"id=\"{id}\">([^<]*)<").Groups[1].Value);
        using DeflateStream inflate = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream inflated = new();
        inflate.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static string HtmlOf(ProfileSlice slice, HtmlReportOptions? options = null)
    {
        using MemoryStream html = new();
        new HtmlReportExporter(options).Export(slice, html);
        return Encoding.UTF8.GetString(html.ToArray());
    }

    private static IEnumerable<ReportedSample> SamplesOf(SampleStore store)
    {
        for (int i = 0; i < store.Count; i++)
        {
            ProfiledThread thread = store.ThreadTable[store.Threads[i].Value];
            yield return new ReportedSample(
                store.Times[i] - store.Origin,
                store.Strings.GetString(thread.Command),
                thread.Pid,
                thread.Tid,
                store.Cpus[i],
                store.Strings.GetString(store.EventKinds[store.Events[i]].Name),
                store.WeightOf(i),
                store.Durations.Length == 0 ? 0 : store.Durations[i],
                store.IsIdle(i),
                store.IsWaiting(i),
                LabelsOf(store, store.Labels.Length == 0 ? LabelSetId.Empty : store.Labels[i]),
                string.Join(';', store.StackTrie.FramesOf(store.Stacks[i]).Select(id => TextOf(store, id))));
        }
    }

    private static string TextOf(SampleStore store, FrameId id)
    {
        Frame frame = store.Frames[id.Value];
        return ReportReading.FrameText(
            store.Strings.GetString(frame.Symbol), store.Strings.GetString(frame.Module), ViewNames.NameOf(frame.Kind), store.Strings.GetString(frame.File), frame.Line);
    }

    private static string LabelsOf(SampleStore store, LabelSetId set)
    {
        List<string> labels = [];
        for (; set != LabelSetId.Empty; set = store.LabelTable[set.Value].Parent)
        {
            Label label = store.LabelTable[set.Value];
            labels.Add($"\"{store.Strings.GetString(label.Key)}\":\"{store.Strings.GetString(label.Value)}\"");
        }

        return $"{{{string.Join(',', labels)}}}";
    }
}
