using FlameScope.Core.Tests.Corpus;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>
/// One recording printed in every way, odd names, damage. The numbers were counted line by line with regular expressions in
/// another language (lines with a time, lines that begin with a tab, the numbers behind "lost"), and for whole files agree
/// with what perf itself counts in the binary recordings.
/// </summary>
public sealed class VariantTests
{
    /// <summary>The first lines of every variant, bundled with the tests.</summary>
    public static TheoryData<string, int, int, long, long, long, long> Beginnings() =>
    [
        new("02-header", 11, 167, 0, 0, 2399713377000, 2399763886000),
        new("03-ns", 13, 215, 0, 0, 2399713377008, 2399773981649),
        new("04-fields-explicit", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("05-fields-plus-period", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("06-fields-min", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("07-no-cpu", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("08-no-time", 13, 215, 0, 0, 0, 0),
        new("09-srcline", 25, 90, 0, 0, 2463424592000, 2463645162000),
        new("10-no-symoff", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("11-side-band", 1, 18, 0, 1416, 2399713377000, 2399713377000),
        new("12-side-band-all", 1, 18, 0, 1414, 2399713377000, 2399713377000),
        new("13-caller-order", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("14-hide-call-graph", 221, 221, 0, 0, 2399713377000, 2400824488000),
        new("15-reltime", 13, 215, 0, 0, 0, 60604000),
        new("16-deltatime", 13, 215, 0, 0, 0, 10038000),
        new("17-misc", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("18-tod", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("19-max-stack-3", 47, 131, 0, 0, 2399713377000, 2399945702000),
        new("20-no-demangle", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("21-latency-format", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("22-times-only", 221, 0, 0, 0, 2399713377000, 2400824488000),
        new("24-event-first-fields", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("30-evil-names", 20, 183, 0, 0, 2407255269000, 2407382631000),
        new("31-evil-names-fields", 20, 183, 0, 0, 2407255269000, 2407382631000),
        new("32-evil-names-no-stack", 133, 133, 0, 0, 2412541901000, 2415303928000),
        new("33-no-callgraph", 221, 221, 0, 0, 2416531573000, 2417642683000),
        new("34-multi-event", 27, 171, 0, 0, 2423866772000, 2423871061000),
        new("35-multi-event-modifiers", 26, 175, 0, 0, 2429838468000, 2429859520000),
        new("36-tracepoints-stacks", 14, 263, 0, 0, 2435418513000, 2435419586000),
        new("37-tracepoints-no-stacks", 221, 58, 0, 0, 2439581534000, 2439588885000),
        new("38-tracepoints-mix", 19, 147, 0, 0, 2442585101000, 2442585397000),
        new("39-evil-names-launched", 22, 178, 0, 0, 2583572602000, 2583825373000),
        new("40-dwarf-inline", 10, 329, 0, 0, 2958902077000, 2959084523000),
        new("41-dwarf-no-inline", 10, 203, 0, 0, 2958902077000, 2959084523000),
        new("42-dwarf-no-demangle", 10, 203, 0, 0, 2958902077000, 2959084523000),
        new("43-dwarf-srcline", 5, 113, 0, 0, 2958902077000, 2958972372000),
        new("44-lost-events", 10, 201, 13, 3, 2964044638000, 2964052101000),
        new("45-switch-events", 1, 127, 0, 1629, 2458907882000, 2458907882000),
        new("46-fixed-period", 37, 150, 0, 0, 2463424592000, 2463747098000),
        new("47-addr-column", 45, 135, 0, 0, 2469609262000, 2469626061000),
        new("48-sched-clock", 43, 144, 0, 0, 2474936159000, 2475148286000),
        new("49-from-zstd-perf-data", 24, 144, 0, 0, 2479133935000, 2479245196000),
        new("50-pipe-mode", 47, 107, 0, 0, 2483334148000, 2483566476000),
        new("51-comm-and-dso-from-file-name", 56, 112, 0, 0, 4118472495000, 4119638637000),
        new("60-per-cpu-concatenated", 11, 201, 0, 0, 2399713377000, 2399814392000),
        new("61-slightly-out-of-order", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("62-crlf", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("65-no-trailing-newline", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("68-utf8-bom", 11, 167, 0, 0, 2399713377000, 2399763886000),
        new("70-latin1-byte", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("72-trailing-blanks-stripped", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("73-tabs-to-spaces", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("74-blank-lines-doubled", 12, 191, 0, 0, 2399713377000, 2399763950000),
        new("75-no-blank-lines", 13, 215, 0, 0, 2399713377000, 2399773981000),
        new("76-two-recordings-concatenated", 11, 167, 0, 0, 2399713377000, 2399763886000),
    ];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void The_beginning_of_every_variant_is_read_whole(
        string variant, int samples, int frames, long lost, long sideBand, long first, long last)
    {
        SampleStore store = ProfileLoader.Load(PathOf(variant));
        Assert.Equal(samples, store.Report.Samples);
        Assert.Equal(frames, FramesOf(store));
        Assert.Equal(0, store.Report.Unparsed);
        Assert.Empty(store.Report.Diagnostics);
        Assert.Equal(lost, store.Report.Lost);
        Assert.Equal(sideBand, store.Report.SideBand);
        Assert.Equal(first, store.Times[0]);
        Assert.Equal(last, store.Times[^1]);
    }

    /// <summary>Whole files of the corpus beside the repository: samples, frames, unparsed, lost.</summary>
    public static TheoryData<string, int, int, long, long> WholeFiles()
    {
        TheoryData<string, int, int, long, long> data = [];
        foreach ((string file, int samples, int frames, long unparsed, long lost) in Counted.Where(known => CorpusFiles.Has("formats/" + known.File)))
        {
            data.Add(file, samples, frames, unparsed, lost);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(WholeFiles))]
    public void Every_variant_is_read_whole(string file, int samples, int frames, long unparsed, long lost)
    {
        SampleStore store = CorpusFiles.Load("formats/" + file);
        Assert.Equal(samples, store.Report.Samples);
        Assert.Equal(frames, FramesOf(store));
        Assert.Equal(unparsed, store.Report.Unparsed);
        Assert.Equal(lost, store.Report.Lost);
        Assert.Equal(unparsed > 0, store.Report.IsTruncated);
    }

    [Fact]
    public void Event_lines_without_any_field_are_refused_with_what_to_do()
    {
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => ProfileLoader.Load(PathOf("23-ip-sym-only")));
        Assert.Contains("perf script -F comm,tid,cpu,time,event,ip,sym,dso", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("08-no-time", TimeAxis.None)]
    [InlineData("15-reltime", TimeAxis.Clock)]
    [InlineData("60-per-cpu-concatenated", TimeAxis.Clock)]
    [InlineData("61-slightly-out-of-order", TimeAxis.Clock)]
    public void What_times_mean_is_recognised(string variant, TimeAxis axis) =>
        Assert.Equal(axis, ProfileLoader.Load(PathOf(variant)).TimeAxis);

    [Theory]
    [InlineData("03-ns")]
    [InlineData("04-fields-explicit")]
    [InlineData("05-fields-plus-period")]
    [InlineData("07-no-cpu")]
    [InlineData("10-no-symoff")]
    [InlineData("17-misc")]
    [InlineData("18-tod")]
    [InlineData("62-crlf")]
    [InlineData("65-no-trailing-newline")]
    [InlineData("72-trailing-blanks-stripped")]
    [InlineData("73-tabs-to-spaces")]
    [InlineData("75-no-blank-lines")]
    public void The_same_recording_printed_otherwise_has_the_same_stacks(string variant)
    {
        static string[] StacksOf(SampleStore store) =>
        [
            .. Stores.Describe(store).Select(sample => sample[(sample.IndexOf(": ", StringComparison.Ordinal) + 2)..]),
        ];

        Assert.Equal(
            StacksOf(ProfileLoader.Load(PathOf("05-fields-plus-period"))), StacksOf(ProfileLoader.Load(PathOf(variant))));
    }

    [Fact]
    public void Stacks_printed_caller_first_are_turned_round_on_request()
    {
        LoadOptions options = new() { Formats = [new PerfScriptFormat(new PerfScriptOptions { IsCallerFirst = true })] };
        Assert.Equal(
            Stores.Describe(ProfileLoader.Load(PathOf("05-fields-plus-period"))),
            Stores.Describe(ProfileLoader.Load(PathOf("13-caller-order"), options)));
    }

    private static (string File, int Samples, int Frames, long Unparsed, long Lost)[] Counted =>
    [
        ("01-default.txt.gz", 1184, 25858, 0, 0),
        ("02-header.txt.gz", 1184, 25858, 0, 0),
        ("03-ns.txt.gz", 1184, 25858, 0, 0),
        ("04-fields-explicit.txt.gz", 1184, 25858, 0, 0),
        ("05-fields-plus-period.txt.gz", 1184, 25858, 0, 0),
        ("06-fields-min.txt.gz", 1184, 25858, 0, 0),
        ("07-no-cpu.txt.gz", 1184, 25858, 0, 0),
        ("08-no-time.txt.gz", 1184, 25858, 0, 0),
        ("09-srcline.txt", 340, 1478, 0, 0),
        ("10-no-symoff.txt.gz", 1184, 25858, 0, 0),
        ("11-side-band.txt.gz", 1184, 25858, 0, 0),
        ("12-side-band-all.txt.gz", 1184, 25858, 0, 0),
        ("13-caller-order.txt.gz", 1184, 25858, 0, 0),
        ("14-hide-call-graph.txt", 1184, 1184, 0, 0),
        ("15-reltime.txt.gz", 1184, 25858, 0, 0),
        ("16-deltatime.txt.gz", 1184, 25858, 0, 0),
        ("17-misc.txt.gz", 1184, 25858, 0, 0),
        ("18-tod.txt.gz", 1184, 25858, 0, 0),
        ("19-max-stack-3.txt.gz", 1184, 3403, 0, 0),
        ("20-no-demangle.txt.gz", 1184, 25858, 0, 0),
        ("21-latency-format.txt.gz", 1184, 25858, 0, 0),
        ("22-times-only.txt", 1184, 0, 0, 0),
        ("24-event-first-fields.txt.gz", 1184, 25858, 0, 0),
        ("30-evil-names.txt.gz", 421, 3632, 0, 0),
        ("31-evil-names-fields.txt.gz", 421, 3632, 0, 0),
        ("32-evil-names-no-stack.txt", 133, 133, 0, 0),
        ("33-no-callgraph.txt", 789, 789, 0, 0),
        ("34-multi-event.txt.gz", 1799, 15884, 0, 0),
        ("35-multi-event-modifiers.txt.gz", 1308, 8336, 0, 0),
        ("36-tracepoints-stacks.txt.gz", 9143, 80031, 0, 0),
        ("37-tracepoints-no-stacks.txt.gz", 9567, 3648, 0, 0),
        ("38-tracepoints-mix.txt.gz", 8790, 23930, 0, 0),
        ("40-dwarf-inline.txt.gz", 237, 4829, 0, 0),
        ("41-dwarf-no-inline.txt.gz", 237, 3328, 0, 0),
        ("42-dwarf-no-demangle.txt.gz", 237, 3328, 0, 0),
        ("43-dwarf-srcline.txt.gz", 237, 4829, 0, 0),
        ("44-lost-events.txt.gz", 2139, 41684, 0, 2101),
        ("45-switch-events.txt.gz", 141, 2271, 0, 0),
        ("46-fixed-period.txt", 340, 1478, 0, 0),
        ("47-addr-column.txt", 229, 2383, 0, 0),
        ("48-sched-clock.txt", 594, 2517, 0, 0),
        ("49-from-zstd-perf-data.txt.gz", 593, 3319, 0, 0),
        ("50-pipe-mode.txt", 396, 1117, 0, 0),
        ("51-comm-and-dso-from-file-name.txt", 141, 288, 0, 0),
        ("60-per-cpu-concatenated.txt.gz", 1184, 25858, 0, 0),
        ("61-slightly-out-of-order.txt.gz", 1184, 25858, 0, 0),
        ("62-crlf.txt.gz", 1184, 25858, 0, 0),
        ("63-truncated-mid-frame.txt.gz", 702, 15749, 1, 0),
        ("64-truncated-mid-event-line.txt.gz", 604, 13234, 1, 0),
        ("65-no-trailing-newline.txt.gz", 1184, 25858, 0, 0),
        ("68-utf8-bom.txt.gz", 1184, 25858, 0, 0),
        ("70-latin1-byte.txt.gz", 1184, 25858, 0, 0),
        ("71-nul-padded.txt", 113, 2447, 1, 0),
        ("72-trailing-blanks-stripped.txt.gz", 1184, 25858, 0, 0),
        ("73-tabs-to-spaces.txt.gz", 1184, 25858, 0, 0),
        ("74-blank-lines-doubled.txt.gz", 1184, 25858, 0, 0),
        ("75-no-blank-lines.txt.gz", 1184, 25858, 0, 0),
        ("76-two-recordings-concatenated.txt.gz", 1777, 29177, 0, 0),
        ("78-default.txt.gz", 1184, 25858, 0, 0),
        ("79-multi-member.txt.gz", 1184, 25858, 0, 0),
        ("81-default.txt.zst", 1184, 25858, 0, 0),
    ];

    private static string PathOf(string variant) => Path.Combine(AppContext.BaseDirectory, "Data", "variants", variant + ".txt.gz");

    private static int FramesOf(SampleStore store) =>
        store.SamplesOfInput().Sum(sample => store.StackTrie.DepthOf(store.Stacks[sample]));
}
