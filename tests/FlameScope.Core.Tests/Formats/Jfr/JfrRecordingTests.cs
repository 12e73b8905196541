using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace FlameScope.Core.Tests.Formats.Jfr;

/// <summary>Recordings of a JDK and of async-profiler against what their own tools say of them.</summary>
public sealed partial class JfrRecordingTests
{
    private const int SecondChunk = 133_358;
    private const int ThirdChunk = SecondChunk + 128_902;

    [Theory]
    [InlineData("orders.jfr.gz", "orders.samples.tsv.gz", 399)]
    [InlineData("orders-killed.jfr.gz", "orders-killed.samples.tsv.gz", 45)]
    public void Each_sample_is_the_one_that_jfr_prints(string recording, string table, int count)
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf(recording));
        List<JfrSample> samples = JfrFiles.SamplesOf(store);
        List<JfrSample> truth = JfrFiles.TruthOf(table);

        Assert.Equal(count, truth.Count);
        Assert.Equal(truth.Select(sample => (sample.Event, sample.Thread, KindsOf(sample.Stack))), samples.Select(sample => (sample.Event, sample.Thread, sample.Stack)));
        Assert.All(truth.Zip(samples), pair => Assert.InRange(pair.Second.Time - pair.First.Time, -1000, 1000));
        Assert.Equal((count, 0L), (store.Count, store.Report.Unparsed));
        Assert.Equal(recording == "orders-killed.jfr.gz", store.Report.IsTruncated);
        Assert.Equal(0, store.Header.ClockEpochNanoseconds);
    }

    [Fact]
    public void Samples_of_native_code_wait_and_execution_samples_are_the_default()
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf("orders.jfr.gz"));
        Assert.Equal("jdk.ExecutionSample", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.Equal(5, Enumerable.Range(0, store.Count).Count(store.IsWaiting));
        Assert.Equal([EventClock.Cpu, EventClock.Wall], store.EventKinds.ToArray().OrderBy(kind => store.Strings.GetString(kind.Name)).Select(kind => kind.Clock));
        Assert.Equal(394, FlameTree.Create(store.Slice((TimeRange?)null)).Total);
    }

    // jfr summary counts 91 of each.
    [Fact]
    public void Collections_of_garbage_are_markers()
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf("orders.jfr.gz"));
        ILookup<string, Marker> markers = store.Markers.ToArray().ToLookup(marker => store.Strings.GetString(marker.Kind));
        Assert.Equal((91, 91), (markers["gc"].Count(), markers["gc pause"].Count()));
        Assert.All(markers["gc"], marker =>
        {
            Assert.StartsWith("GC ", store.Strings.GetString(marker.Name), StringComparison.Ordinal);
            Assert.NotEqual(StringId.Empty, marker.Text);
            Assert.InRange(marker.Range.Duration, 1, 1_000_000_000);
        });
    }

    [Fact]
    public void A_recording_that_is_cut_keeps_the_chunks_before_at_least()
    {
        SampleStore store = JfrFiles.Load(JfrFiles.Read("orders.jfr.gz")[..210_699]);
        Assert.InRange(store.Count, 73, 213);
        Assert.True(store.Report.IsTruncated);
        Assert.Equal(210_699, store.Report.BytesRead);
    }

    [Fact]
    public void A_last_chunk_that_was_never_finished_is_left_out()
    {
        byte[] recording = JfrFiles.Read("orders.jfr.gz");
        recording.AsSpan(ThirdChunk + 8, 24).Clear();
        SampleStore store = JfrFiles.Load(recording);
        Assert.Equal((213, true, 0L), (store.Count, store.Report.IsTruncated, store.Report.Unparsed));
        Assert.Equal(ThirdChunk, store.Report.Diagnostics[0].ByteOffset);
        Assert.Equal(recording.Length, store.Report.BytesRead);
        Assert.Throws<ProfileFormatException>(() => JfrFiles.Load(recording, new LoadOptions { IsStrict = true }));
    }

    [Fact]
    public void A_chunk_that_is_damaged_does_not_take_others_with_it()
    {
        byte[] recording = JfrFiles.Read("orders.jfr.gz");
        long metadata = BinaryPrimitives.ReadInt64BigEndian(recording.AsSpan(SecondChunk + 24));
        recording.AsSpan(SecondChunk + (int)metadata, 40).Fill(0x7f);
        SampleStore store = JfrFiles.Load(recording);
        Assert.Equal((73 + 186, 1L, false), (store.Count, store.Report.Unparsed, store.Report.IsTruncated));
    }

    [Fact]
    public void Other_versions_are_refused_by_name()
    {
        byte[] recording = JfrFiles.Read("orders.jfr.gz");
        recording[5] = 1;
        recording[7] = 0;
        Assert.Contains("version 1.0", Assert.Throws<ProfileFormatException>(() => JfrFiles.Load(recording)).Message, StringComparison.Ordinal);
    }

    // The project that the file is from has this as its own expected result; values are nanoseconds at 100 samples a second.
    [Fact]
    public void Async_profiler_has_the_stacks_that_its_converter_prints()
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf("async-profiler-cpu.jfr.gz"));
        Dictionary<string, long> truth = Encoding.UTF8.GetString(JfrFiles.Read("async-profiler-cpu.collapsed.txt.gz")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => CollapsedLine().Match(line)).ToDictionary(match => match.Groups[1].Value, match => long.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) / 10_000_000);
        Assert.Equal((482, 482L), (store.Count, truth.Values.Sum()));
        Assert.Equal(
            truth.GroupBy(line => Tidied(line.Key)).ToDictionary(group => group.Key, group => group.Sum(line => line.Value)),
            Enumerable.Range(0, store.Count).GroupBy(sample => StackOf(store, sample)).ToDictionary(group => group.Key, group => (long)group.Count()));
        Assert.Contains(store.Frames.ToArray(), frame => frame.Kind == FrameKind.User && store.Strings.GetString(frame.Module) == "libjvm.so");

        // The class or the library before the method; lines as they are. The converter writes _ for the numbers of generated classes.
        static string StackOf(SampleStore store, int sample) => string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample])
            .Select(id => store.Frames[id.Value])
            .Select(frame => $"{(frame.Module == StringId.Empty ? "" : store.Strings.GetString(frame.Module) + ".")}{store.Strings.GetString(frame.Symbol)}:{frame.Line}")
            .Select(frame => NumberedName().Replace(frame, "$1_")));

        static string Tidied(string stack) => string.Join(';', stack.Split(';').Select(frame =>
            HiddenName().Replace(frame.StartsWith('.') ? frame[1..] : frame.Replace('/', '.'), "")));
    }

    [Fact]
    public void Samples_of_wall_clock_time_stand_for_all_their_ticks()
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf("async-profiler-wall.jfr.gz"));
        Assert.Equal((26_246, 0L), (store.Count, store.Report.Unparsed));
        EventKind kind = Assert.Single(store.EventKinds.ToArray());
        Assert.Equal(("profiler.WallClockSample", EventClock.Wall), (store.Strings.GetString(kind.Name), kind.Clock));
        Coverage coverage = FlameTree.Create(store.Slice((TimeRange?)null)).Coverage;
        Assert.Equal(26_246, coverage.Shown + coverage.Waiting);
        Assert.InRange(coverage.Waiting, coverage.Shown, 26_246);

        // Ticks of 10 ms over eight seconds.
        Assert.InRange(store.TimeRange.Duration, 8_000_000_000, 10_000_000_000);
    }

    [Fact]
    public void The_planted_bursts_are_found()
    {
        SampleStore store = ProfileLoader.Load(JfrFiles.PathOf("orders.jfr.gz"));
        Assert.Contains(
            PerturbationFinder.Find(store),
            finding => finding.Culprits.Any(culprit => culprit.Name.Contains("rebuildIndex", StringComparison.Ordinal)));
    }

    private static string KindsOf(string stack) => stack
        .Replace("[Interpreted]", "[Jit]", StringComparison.Ordinal).Replace("[JIT compiled]", "[Jit]", StringComparison.Ordinal).Replace("[Native]", "[User]", StringComparison.Ordinal);

    [GeneratedRegex(@"^(.*) \[(\d+)\]$")]
    private static partial Regex CollapsedLine();

    [GeneratedRegex(@"(\$\$Lambda|GeneratedMethodAccessor)\$?\d*")]
    private static partial Regex NumberedName();

    [GeneratedRegex(@"[/.+]0x[0-9a-f]+")]
    private static partial Regex HiddenName();
}
