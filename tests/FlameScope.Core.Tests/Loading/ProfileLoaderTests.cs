using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Loading;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Loading;

public sealed class ProfileLoaderTests
{
    private const string Text = "a  5 [000]  1.000000: 7 cycles: \n\t 3 main (/bin/s)\n\nb  6 [001]  2.000000: 7 cycles: \n\t 3 main (/bin/s)\n\n";

    [Fact]
    public async Task A_stream_stays_open_and_is_read_to_its_end()
    {
        SlowStream stream = new(Encoding.UTF8.GetBytes(Text), 5);
        Assert.Equal(2, (await ProfileLoader.LoadAsync(stream)).Count);
        Assert.False(stream.IsClosed);
        Assert.Equal(0, stream.Read(new byte[1]));
    }

    [Fact]
    public async Task A_pipe_is_read_while_it_is_written_and_left_to_its_owner()
    {
        Pipe pipe = new();
        Task<SampleStore> load = ProfileLoader.LoadAsync(pipe.Reader);
        foreach (byte[] piece in Encoding.UTF8.GetBytes(Text).Chunk(9))
        {
            await pipe.Writer.WriteAsync(piece, TestContext.Current.CancellationToken);
        }

        await pipe.Writer.CompleteAsync();
        Assert.Equal(2, (await load).Count);
        await pipe.Reader.CompleteAsync();
    }

    [Fact]
    public async Task Gzip_is_recognised_by_its_content_and_may_have_several_members()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        SampleStore store = await ProfileLoader.LoadAsync(new MemoryStream([.. Gzip(text[..30]), .. Gzip(text[30..])]));
        Assert.Equal(2, store.Count);
        Assert.Equal("gzip", store.Report.Compression);
        Assert.False(store.Report.IsTruncated);
    }

    [Fact]
    public async Task Zstd_is_recognised_by_its_content()
    {
        using ZstdSharp.Compressor compressor = new();
        byte[] compressed = compressor.Wrap(Encoding.UTF8.GetBytes(Text)).ToArray();
        SampleStore store = await ProfileLoader.LoadAsync(new MemoryStream(compressed));
        Assert.Equal(2, store.Count);
        Assert.Equal("zstd", store.Report.Compression);
    }

    [Fact]
    public async Task A_zstd_file_that_begins_with_a_skippable_frame_is_recognised_and_read()
    {
        using ZstdSharp.Compressor compressor = new();
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "skippable.perf.zst");
        byte[] skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        await File.WriteAllBytesAsync(path, [.. skippable, .. compressor.Wrap(Encoding.UTF8.GetBytes(Text))], TestContext.Current.CancellationToken);

        Assert.Equal("perf script", ProfileLoader.Recognize(path)?.Name);
        SampleStore store = await ProfileLoader.LoadAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((2, "zstd"), (store.Count, store.Report.Compression));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task A_gzip_stream_cut_anywhere_gives_what_came_before_the_cut_or_a_clear_error()
    {
        byte[] whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Text, 50))));
        for (int length = 3; length < whole.Length; length++)
        {
            try
            {
                SampleStore store = await ProfileLoader.LoadAsync(new MemoryStream(whole[..length]));
                Assert.True(store.Report.IsTruncated, $"cut at {length} of {whole.Length}");
                Assert.Contains("gzip stream, which is damaged or cut short", store.Report.Diagnostics[^1].Expected, StringComparison.Ordinal);
            }
            catch (ProfileFormatException)
            {
                Assert.True(length < whole.Length);
            }
        }
    }

    [Fact]
    public async Task A_gzip_stream_with_a_wrong_checksum_is_told_in_words_of_its_own()
    {
        byte[] damaged = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Text, 50))));
        damaged[^6] ^= 1;
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() => ProfileLoader.LoadAsync(new MemoryStream(damaged)));
        Assert.Contains("checksum (CRC-32)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The input is empty.")]
    [InlineData("PERFILE2binary", "perf.data file ends after 14 bytes, inside its head")]
    [InlineData("\u007fELF", "ELF")]
    [InlineData("{\"nodes\":[]}", "JSON")]
    [InlineData("# To display the perf.data header info, please use --header/--header-only options.\n", "perf report")]
    [InlineData("Lorem ipsum\n", "text of an unknown kind; it begins with \"Lorem ipsum\"")]
    [InlineData("a\0b\0", "binary")]
    [InlineData("# ========\n# hostname : vm\n", "has no samples")]
    [InlineData("\t 3 main (/bin/s)\n\n", "an event line before its frames")]
    public async Task A_wrong_kind_of_input_is_named_as_what_it_is(string text, string expected)
    {
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_UTF_16_is_named_with_what_to_do()
    {
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(new MemoryStream([0xff, 0xfe, .. Encoding.Unicode.GetBytes(Text)])));
        Assert.Contains("iconv -f UTF-16 -t UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_load_throws_at_the_first_place_that_cannot_be_read()
    {
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Text + "garbage\n\n")), new LoadOptions { IsStrict = true }));
        Assert.Equal(7, error.Diagnostic!.LineNumber);
        Assert.Equal(Text.Length, error.Diagnostic.ByteOffset);
    }

    [Fact]
    public async Task A_cancelled_load_ends()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ProfileLoader.LoadAsync(new SlowStream(Encoding.UTF8.GetBytes(Text), 1), cancellationToken: source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ProfileLoader.LoadAsync(new SlowStream(Gzip(Encoding.UTF8.GetBytes(Text)), 1), cancellationToken: source.Token));
    }

    [Fact]
    public async Task Progress_ends_at_the_length_of_the_input()
    {
        RecordingProgress progress = new();
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Text, 100_000)));
        await ProfileLoader.LoadAsync(new MemoryStream(text), null, progress, TestContext.Current.CancellationToken);
        Assert.True(progress.Reports.Count > 1);
        Assert.Equal(progress.Reports.Select(report => report.BytesRead).Order(), progress.Reports.Select(report => report.BytesRead));
        Assert.Equal(new LoadProgress(text.Length, text.Length), progress.Reports[^1]);
    }

    [Fact]
    public async Task A_format_of_a_third_party_is_asked_in_its_turn()
    {
        SampleStore store = await ProfileLoader.LoadAsync(
            new MemoryStream("TICKS\n5\n9\n"u8.ToArray()), new LoadOptions { Formats = [new TickFormat()] });
        Assert.Equal([5, 9], store.Times.ToArray());
        Assert.Equal("ticks", store.Report.Format);
    }

    [Fact]
    public async Task A_stream_that_fails_fails_the_load()
    {
        await Assert.ThrowsAsync<IOException>(() => ProfileLoader.LoadAsync(new FailingStream(Encoding.UTF8.GetBytes(Text))));
        await Assert.ThrowsAsync<IOException>(() => ProfileLoader.LoadAsync(new FailingStream(Gzip(Encoding.UTF8.GetBytes(Text)))));
    }

    // What ends a gzip stream is 8 bytes behind its data.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_strict_load_of_a_stream_that_falls_silent_fails_at_what_it_has_read(bool isCompressed)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Text, 5_000)) + "no event line\n\n");
        using SilentStream stream = new(isCompressed ? Gzip(text)[..^8] : text);
        ProfileFormatException error = await Assert.ThrowsAsync<ProfileFormatException>(
            () => ProfileLoader.LoadAsync(stream, new LoadOptions { IsStrict = true, MaxDegreeOfParallelism = 2 }));
        Assert.Equal(30_001, error.Diagnostic!.LineNumber);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_load_of_a_stream_that_does_not_listen_ends(bool isCompressed)
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        using SilentStream stream = new(isCompressed ? Gzip(text)[..^8] : text);
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ProfileLoader.LoadAsync(stream, new LoadOptions { MaxDegreeOfParallelism = 2 }, cancellationToken: source.Token));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_io_error() =>
        Assert.Throws<FileNotFoundException>(() => ProfileLoader.Load(Path.Combine(Path.GetTempPath(), "no such file")));

    private static byte[] Gzip(byte[] text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }

    private sealed class RecordingProgress : IProgress<LoadProgress>
    {
        public List<LoadProgress> Reports { get; } = [];

        public void Report(LoadProgress value) => Reports.Add(value);
    }

    private sealed class FailingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length / 2
                ? ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, (int)(Length / 2))]))
                : throw new IOException("The disk has gone.");
    }

    private sealed class TickFormat : IProfileFormat
    {
        public string Name => "ticks";

        public FormatMatch Match(in ProfileHead head) => head.Bytes.StartsWith("TICKS\n"u8) ? FormatMatch.Sure : FormatMatch.None;

        public async ValueTask ReadAsync(
            ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
        {
            using StreamReader reader = new(source.AsPipe().AsStream(leaveOpen: true));
            ThreadId thread = builder.AddThread("t"u8, -1, -1);
            EventKindId tick = builder.AddEventKind("tick"u8);
            await reader.ReadLineAsync(cancellationToken);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                builder.AddSample(new SampleRecord(long.Parse(line, System.Globalization.CultureInfo.InvariantCulture), StackId.Empty, thread, tick));
            }
        }
    }
}
