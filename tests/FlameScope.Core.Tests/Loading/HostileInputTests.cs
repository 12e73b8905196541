using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Fuzz.Checks;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Loading;

/// <summary>Inputs made to take time or memory end in a report or in a clear error, in bounded time and memory.</summary>
/// <remarks>Alone: what is measured is the whole process, to which other tests would add.</remarks>
[Collection(nameof(HostileInputTests))]
[CollectionDefinition(nameof(HostileInputTests), DisableParallelization = true)]
public sealed class HostileInputTests
{
    private const string Sample = "a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n";

    // A hundred times what a slow machine needs; an input that makes the parser quadratic takes far longer.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly byte[] Before = Encoding.UTF8.GetBytes(Sample);

    [Fact]
    public async Task An_endless_line_is_one_unparsed_place_however_long_it_is()
    {
        byte[] piece = new byte[64 * 1024];
        piece.AsSpan().Fill((byte)'x');
        const long Length = 256L * 1024 * 1024;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        SampleStore store = await ProfileLoader.LoadAsync(new RepeatedStream(Before, piece, Length));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * 1024 * 1024);
        Assert.Equal(1, store.Count);
        Assert.Equal(1, store.Report.Unparsed);
        Assert.Equal(4, store.Report.LinesRead);
        Assert.Equal(Length, store.Report.BytesRead);
        Assert.True(store.Report.IsTruncated);
        StoreCheck.Run(store);
    }

    [Fact]
    public async Task A_line_that_might_go_on_in_one_that_is_too_long_is_counted_as_a_line()
    {
        SampleStore store = await LoadAsync(Sample + Sample + "abc\n" + new string('x', 3_000_000) + "\n\n" + Sample + "damage\n\n");
        Assert.Equal(3, store.Count);
        Assert.Equal([7, 13], store.Report.Diagnostics.Select(diagnostic => diagnostic.LineNumber));
        Assert.Equal(14, store.Report.LinesRead);
    }

    [Theory]
    [InlineData("\t 4 ", "g+0x1 (/bin/s)\n", 2, 1)]
    [InlineData("", "  5 [000]  2.000000: 7 cycles: \n", 1, 1)]
    public async Task A_line_above_the_limit_is_unparsed_in_a_block_of_any_size(string head, string tail, int samples, int unparsed)
    {
        string line = head + new string('y', 5_000) + tail;
        byte[] text = Encoding.UTF8.GetBytes(Sample + (head == "" ? line : "b  6 [000]  2.000000: 7 cycles: \n" + line) + "\t 3 main+0x1 (/bin/s)\n\n");
        LoadOptions options = new() { Formats = [new PerfScriptFormat(new PerfScriptOptions { MaxLineBytes = 1024 })] };
        SampleStore store = await ProfileLoader.LoadAsync(new MemoryStream(text), options);
        Assert.Equal(samples, store.Count);
        Assert.Equal(unparsed, store.Report.Unparsed);
        Assert.Contains("at most 1024 bytes", store.Report.Diagnostics[0].Expected, StringComparison.Ordinal);
        StoreCheck.RequireIdentical(store, await ProfileLoader.LoadAsync(new SlowStream(text, 7), options));
    }

    [Fact]
    public async Task Zeros_between_samples_are_one_unparsed_place() =>
        Assert.Equal(1, (await LoadAsync(Sample + new string('\0', 100_000) + "\n\n" + Sample)).Report.Unparsed);

    [Fact]
    public async Task Zeros_alone_are_no_profile() =>
        Assert.Contains("binary", (await ThrowsAsync(new RepeatedStream([], new byte[65_536], 300_000))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_gzip_bomb_ends_at_the_limit()
    {
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            new RepeatedStream(Before, Before, 1024L * 1024 * 1024 / 4).CopyTo(gzip);
        }

        bomb.Position = 0;
        Stopwatch watch = Stopwatch.StartNew();
        ProfileFormatException error = await ThrowsAsync(bomb, new LoadOptions { MaxDecompressedBytes = 10_000_000 });
        Assert.Contains("MaxDecompressedBytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
        Assert.True(bomb.Position < bomb.Length, "the bomb was read to its end");
    }

    [Fact]
    public async Task A_bomb_of_a_gibibyte_of_zeros_ends_at_the_limit()
    {
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            new RepeatedStream(Before, new byte[1024 * 1024], 1024L * 1024 * 1024).CopyTo(gzip);
        }

        bomb.Position = 0;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        ProfileFormatException error = await ThrowsAsync(bomb, new LoadOptions { MaxDecompressedBytes = 10_000_000 });
        Assert.Contains("10000000 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task A_zstd_frame_that_asks_for_the_widest_window_is_read_or_refused()
    {
        // A frame header alone: magic, descriptor, a window of 2^31 bytes; then nothing.
        ProfileFormatException error = await ThrowsAsync(new MemoryStream([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01]));
        Assert.Contains("zstd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unique_symbols_end_at_the_limit_of_strings()
    {
        StringBuilder text = new();
        for (int i = 0; i < 200_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a  5 [000]  1.000000: 7 cycles: \n\t 3 f{i}+0x1 (/bin/s)\n\n");
        }

        ProfileFormatException error = await ThrowsAsync(Stream(text.ToString()), new LoadOptions { Limits = new StoreLimits { MaxStrings = 1_000 } });
        Assert.Contains("1000 distinct strings", error.Message, StringComparison.Ordinal);
        error = await ThrowsAsync(Stream(text.ToString()), new LoadOptions { Limits = new StoreLimits { MaxMemoryBytes = 1_000_000 } });
        Assert.Contains("MaxMemoryBytes", error.Message, StringComparison.Ordinal);
    }

    // The hash of names is keyed at random, so nobody can aim at it; names that are alike must not meet by nature either.
    [Fact]
    public async Task Many_similar_names_take_linear_time()
    {
        StringBuilder text = new();
        for (int i = 0; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a  5 [000]  1.000000: 7 cycles: \n\t 3 {new string('a', 1 + (i % 16))}{i:b17}{new string('\0', i % 3)}+0x1 (/bin/s)\n\n");
        }

        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal(100_000, (await LoadAsync(text.ToString())).Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
    }

    // Each of these lines is full of what looks like the columns of an event line.
    [Theory]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n", "1 [000] 1.000000: c: ")]
    [InlineData("a  5 [000]  1.000000: 7 cycles: \n", "1 [000] 1.000000: ")]
    [InlineData("a  5  1.000000: 7 cycles: \n", "1 1.000000: ")]
    [InlineData("a  5 [000] cycles: \n", "1 ")]
    [InlineData("a  5 [000] cycles: \n", "[000] c: ")]
    [InlineData("a  5 cycles: \n", "1 1 c/ ")]
    public async Task A_line_full_of_columns_takes_linear_time(string first, string piece)
    {
        string blanks = new(' ', 100_000);
        string line = string.Concat(Enumerable.Repeat(piece, 900_000 / piece.Length));
        Stopwatch watch = Stopwatch.StartNew();
        SampleStore store = await LoadAsync(first + "\n" + string.Concat(Enumerable.Repeat(first + "\n", 20)) + blanks + line + "\n\n" + line + "\n\n");
        Assert.InRange(store.Count, 21, 23);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
    }

    [Fact]
    public async Task Stacks_beyond_the_limit_are_left_out_and_counted()
    {
        string deep = "b  6 [000]  2.000000: 7 cycles: \n" + string.Concat(Enumerable.Repeat("\t 3 f+0x1 (/bin/s)\n", 100_001)) + "\n";
        SampleStore store = await LoadAsync(Sample + deep + Sample);
        Assert.Equal(2, store.Count);
        Assert.Equal(1, store.Report.Unparsed);
        Assert.Contains("MaxStackDepth", Assert.Single(store.Report.Diagnostics).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_as_deep_as_the_limit_goes_through_everything()
    {
        string deep = Sample + "b  6 [000]  2.000000: 7 cycles: \n" + string.Concat(Enumerable.Repeat("\t 3 f+0x1 (/bin/s)\n", 20_000)) + "\n";
        ExportCheck.Run(Encoding.UTF8.GetBytes(deep));
        Assert.Equal(20_001, FlameTree.Create(await LoadAsync(deep)).MaxDepth);
    }

    [Fact]
    public async Task Times_as_far_apart_as_can_be_give_slices_but_no_map_of_seconds()
    {
        SampleStore store = await LoadAsync(Sample + Sample.Replace("1.000000", "9223372035.999999", StringComparison.Ordinal));
        Assert.Equal([1_000_000_000, 9_223_372_035_999_999_000], store.Times.ToArray());
        Assert.Contains("MaxCells", Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store)).Message, StringComparison.Ordinal);
        StoreCheck.Run(store);
        Assert.Equal(1, FlameTree.Create(store.Slice(new TimeRange(2_000_000_000, long.MaxValue))).Total);
    }

    [Theory]
    [InlineData("a  5 [000]  99999999999999999999.000000: 7 cycles: \n\n")]
    [InlineData("a  5 [000]  9223372037.000000: 7 cycles: \n\n")]
    [InlineData("a  5 [000]  -1.000000: 7 cycles: \n\n")]
    [InlineData("a  5 [99999999999]  1.000000: 7 cycles: \n\n")]
    [InlineData("a  5 [-01]  1.000000: 7 cycles: \n\n")]
    [InlineData("a  99999999999999 [000]  1.000000: 7 cycles: \n\n")]
    [InlineData("a  5 [000]  1.000000: 99999999999999999999 cycles: \n\n")]
    [InlineData("a  5 [000]  1.000000: -7 cycles: \n\n")]
    [InlineData("b  6 [000]  1.000000: 7 cycles: \n\t 11112222333344445 f (/bin/s)\n\n")]
    public async Task A_number_that_cannot_be_is_unparsed(string damaged)
    {
        SampleStore store = await LoadAsync(Sample + damaged + Sample);
        Assert.Equal(1, store.Report.Unparsed);
        Assert.InRange(store.Count, 2, 3);
        StoreCheck.Run(store);
    }

    [Fact]
    public async Task Lost_events_beyond_all_numbers_saturate()
    {
        SampleStore store = await LoadAsync(Sample + string.Concat(Enumerable.Repeat("a 5 [000] 1.000000: PERF_RECORD_LOST lost 9223372036854775799\n", 3)));
        Assert.Equal(long.MaxValue, store.Report.Lost);
    }

    [Theory]
    [InlineData("9223372036.000000")]
    [InlineData("99999999999999999999.000000000")]
    public async Task A_time_that_cannot_be_is_reported_with_what_can(string time)
    {
        string damaged = $"a  5 [000]  {time}: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n";
        const string Expected = "a time of at most 9223372035 s (64 bits of nanoseconds)";
        SampleStore store = await LoadAsync(Sample + damaged + Sample);
        Assert.Equal(2, store.Count);
        LoadDiagnostic diagnostic = Assert.Single(store.Report.Diagnostics);
        Assert.Equal(Expected, diagnostic.Expected);
        Assert.Contains(time, diagnostic.Text, StringComparison.Ordinal);
        Assert.Equal(Sample.Length, diagnostic.ByteOffset);

        ProfileFormatException error = await ThrowsAsync(Stream(damaged));
        Assert.Contains($"line 1, byte 0: expected {Expected}, found", error.Message, StringComparison.Ordinal);
    }

    // "lost 16" may be what is left of "lost 1634".
    [Theory]
    [InlineData("a 5 [000] 1.000000: PERF_RECORD_LOST lost 16", 0)]
    [InlineData("a 5 [000] 1.000000: PERF_RECORD_LOST lost 16\n", 16)]
    [InlineData("PERF_RECORD_LOST_SAMPLES lost 16", 0)]
    [InlineData("PERF_RECORD_LOST_SAMPLES lost 16\n", 16)]
    public async Task A_lost_count_that_the_inputs_end_may_have_cut_is_not_believed(string record, long lost)
    {
        SampleStore store = await LoadAsync(Sample + record);
        Assert.Equal(lost, store.Report.Lost);
        Assert.Equal(lost == 0, store.Report.IsTruncated);
        Assert.Equal(lost == 0 ? 1 : 0, store.Report.Unparsed);
        Assert.Equal(lost == 0 ? 0 : 1, store.Report.SideBand);
        StoreCheck.Run(store);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(65_535)]
    public async Task Kinds_of_events_are_kept_up_to_their_limit(int count)
    {
        SampleStore store = await LoadAsync(Events(count));
        Assert.Equal(count, store.EventKinds.Length);
        Assert.Equal(1, FlameTree.Create(store.Where(new SampleFilter { Event = EventSelection.Named($"e{count - 1}") })).Total);
    }

    [Fact]
    public async Task More_kinds_of_events_than_fit_are_refused() =>
        Assert.Contains("65535 kinds of events", (await ThrowsAsync(Stream(Events(70_000)))).Message, StringComparison.Ordinal);

    private static string Events(int count)
    {
        StringBuilder text = new();
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"a  5 [000]  1.000000: 7 e{i}: \n\n");
        }

        return text.ToString();
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static Task<SampleStore> LoadAsync(string text) => ProfileLoader.LoadAsync(Stream(text));

    private static Task<ProfileFormatException> ThrowsAsync(Stream stream, LoadOptions? options = null) =>
        Assert.ThrowsAsync<ProfileFormatException>(() => ProfileLoader.LoadAsync(stream, options));
}
