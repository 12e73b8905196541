using System.Text;
using CsCheck;
using FlameScope.Fuzz.Checks;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Recordings that were made up, printed as perf prints them, and loaded: what comes back is what was printed.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Rendered_samples_come_back() =>
        RenderedGen.Recordings.Sample(recording =>
        {
            SampleStore store = Load(RenderedText.Render(recording.Layout, recording.Samples), new LoadOptions());
            Assert.Equal(RenderedText.Describe(recording.Layout, recording.Samples), Stores.Describe(store));
            Assert.Equal(0, store.Report.Unparsed);
            Assert.False(store.Report.IsTruncated);
        });

    // As long as a command may be, and with a time, a thread and an event in it.
    [Fact]
    public void The_longest_command_that_looks_like_columns_is_a_command()
    {
        RenderedLayout layout = new(HasProcess: false, HasCpu: false, HasMisc: false, HasPeriod: true, IsNanoseconds: false, HasOffsets: true);
        RenderedSample sample = new(5_000_000_000, "1 0.000000: ab/", 1, 123, 0, 7, "cycles", "", []);
        Assert.Equal(15, sample.Command.Length);
        Assert.Equal(RenderedText.Describe(layout, [sample]), Stores.Describe(Load(RenderedText.Render(layout, [sample]), new LoadOptions())));
    }

    // Evil commands may vote for other columns; plain ones, in the majority, outvote them.
    [Fact]
    public void The_layout_is_found_among_plain_commands() =>
        RenderedGen.Recordings.Sample(recording =>
        {
            (RenderedLayout layout, RenderedSample[] evil) = recording;
            RenderedSample[] all = [.. evil.Concat(evil.Select(sample => sample with { Command = "java", Thread = 71_234 })), evil[0] with { Command = "java" }];
            SampleStore store = Load(RenderedText.Render(layout, all), new LoadOptions());
            Assert.Equal(RenderedText.Describe(layout, all), Stores.Describe(store));
        });

    [Fact]
    public void Any_size_of_reads_gives_the_identical_store() =>
        Gen.Select(RenderedGen.Recordings, Gen.Int[1, 300], Gen.Int).Sample((recording, most, seed) =>
        {
            byte[] text = RenderedText.Render(recording.Layout, recording.Samples);
            StoreCheck.RequireIdentical(
                Load(text, new LoadOptions()), Load(new RandomReadStream(text, new Random(seed), most), new LoadOptions()));
        });

    [Fact]
    public void Any_line_ending_gives_the_identical_store() =>
        RenderedGen.Recordings.Sample(recording =>
        {
            byte[] text = RenderedText.Render(recording.Layout, recording.Samples);
            SampleStore unix = Load(text, new LoadOptions());
            SampleStore dos = Load(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("\n", "\r\n", StringComparison.Ordinal)), new LoadOptions());
            StoreCheck.RequireSameSamples(unix, dos);
            Assert.Equal(unix.Report with { BytesRead = dos.Report.BytesRead, Diagnostics = [] }, dos.Report with { Diagnostics = [] });
        });

    [Fact]
    public void Shuffled_samples_give_the_same_store_as_sorted() =>
        Gen.Select(RenderedGen.Recordings, Gen.Int).Sample((recording, seed) =>
        {
            RenderedSample[] sorted = [.. recording.Samples.OrderBy(sample => sample.Time / 1000).DistinctBy(sample => sample.Time / 1000)];
            RenderedSample[] shuffled = [.. sorted];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(
                Stores.Describe(Load(RenderedText.Render(recording.Layout, sorted), new LoadOptions())),
                Stores.Describe(Load(RenderedText.Render(recording.Layout, shuffled), new LoadOptions())));
        });

    [Theory]
    [InlineData(1, "\n")]
    [InlineData(2, "\r\n")]
    public void Any_number_of_threads_gives_the_identical_store(int seed, string lineEnd)
    {
        const int Bytes = 18_000_000;
        RenderedLayout layout = new(HasProcess: true, HasCpu: true, HasMisc: false, HasPeriod: true, IsNanoseconds: true, HasOffsets: true);
        string text = Encoding.UTF8.GetString(RenderedText.Render(layout, SamplesOf(seed, 3_000))).Replace("\n", lineEnd, StringComparison.Ordinal);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, string.Concat(Enumerable.Repeat(text, (Bytes / text.Length) + 1)));
            SampleStore expected = ProfileLoader.Load(path, new LoadOptions() with { MaxDegreeOfParallelism = 1 });
            Assert.Equal(0, expected.Report.Unparsed);
            for (int threads = 2; threads <= 4; threads++)
            {
                StoreCheck.RequireIdentical(expected, ProfileLoader.Load(path, new LoadOptions() with { MaxDegreeOfParallelism = threads }));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Samples whose blank line lies before the cut are whole. Of the one that the cut goes through there is either nothing,
    // reported as unparsed, or a sample that is right in all but its depth: its leaf frames as far as the text goes, each of
    // them whole. That the rest of its stack is missing shows in nothing: perf might have printed it so.
    [Fact]
    public void A_cut_at_any_byte_loses_at_most_the_sample_it_cuts() =>
        Gen.Select(RenderedGen.Layouts, RenderedGen.Samples.Array[2, 4]).Sample((layout, samples) =>
        {
            // Known from the start, as after the first samples of a real recording: all events and modules.
            RenderedSample[] all = [.. samples, .. samples];
            byte[][] texts = [.. all.Select(sample => RenderedText.Render(layout, [sample]))];
            byte[] text = [.. texts.SelectMany(bytes => bytes)];
            int start = texts.Take(samples.Length).Sum(bytes => bytes.Length);
            for (int cut = start; cut <= text.Length; cut++)
            {
                RequireCut(layout, all, texts, text, cut);
            }
        }, iter: Iterations.Of(12));

    // Nothing is known to be whole yet.
    [Fact]
    public void A_cut_before_the_first_sample_has_ended_invents_nothing() =>
        Gen.Select(RenderedGen.Layouts, RenderedGen.Samples).Sample((layout, sample) =>
        {
            byte[] text = RenderedText.Render(layout, [sample]);
            string[] possible = [.. Enumerable.Range(0, sample.Frames.Length + 1).Select(leaves => RenderedText.Describe(layout, sample, RenderedText.FramesOf(sample, leaves)))];
            for (int cut = 1; cut <= text.Length; cut++)
            {
                try
                {
                    string only = Assert.Single(Stores.Describe(Load(text[..cut], new LoadOptions())));
                    Assert.True(possible.Contains(only), $"{only}\nis none of\n{string.Join('\n', possible)}\nin {Encoding.UTF8.GetString(text[..cut])}");
                }
                catch (ProfileFormatException)
                {
                    Assert.True(cut < text.Length);
                }
            }
        }, iter: Iterations.Of(20));

    private static void RequireCut(RenderedLayout layout, RenderedSample[] all, byte[][] texts, byte[] text, int cut)
    {
        int whole = 0;
        int end = 0;
        while (whole < texts.Length && end + texts[whole].Length <= cut)
        {
            end += texts[whole++].Length;
        }

        SampleStore store = Load(text[..cut], new LoadOptions());
        string[] loaded = Stores.Describe(store);
        List<string> expected = [.. RenderedText.Describe(layout, all.Take(whole))];
        Assert.InRange(loaded.Length - whole + store.Report.Unparsed, 0, 1);
        if (loaded.Length > whole)
        {
            RenderedSample last = all[whole];
            string[] possible = [.. Enumerable.Range(0, last.Frames.Length + 1).Select(leaves => RenderedText.Describe(layout, last, RenderedText.FramesOf(last, leaves)))];
            string extra = Assert.Single(possible, candidate => expected.Append(candidate).Order(StringComparer.Ordinal).SequenceEqual(loaded.Order(StringComparer.Ordinal)));
            Assert.Contains(extra, loaded);
            return;
        }

        Assert.Equal(expected, loaded);

        // What is lost is said, unless nothing but blanks was there to lose.
        bool hasText = text.AsSpan(end, cut - end).TrimStart((byte)' ').Length > 0;
        Assert.Equal(hasText ? 1 : store.Report.Unparsed, store.Report.Unparsed);
        Assert.Equal(store.Report.Unparsed > 0, store.Report.IsTruncated);
    }

    private static RenderedSample[] SamplesOf(int seed, int count)
    {
        List<RenderedSample> samples = [];
        PCG random = new((uint)seed);
        for (int i = 0; i < count; i++)
        {
            samples.Add(RenderedGen.Samples.Generate(random, null, out _));
        }

        return [.. samples];
    }

    private static SampleStore Load(byte[] text, LoadOptions options) => Load(new MemoryStream(text), options);

    private static SampleStore Load(Stream stream, LoadOptions options) =>
        ProfileLoader.LoadAsync(stream, options).GetAwaiter().GetResult();
}
