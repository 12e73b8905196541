using FlameScope.Fuzz.Checks;
using static FlameScope.Core.Tests.Formats.PerfData.RecordingBytes;

namespace FlameScope.Core.Tests.Formats.PerfData;

/// <summary>Damage anywhere in a recording is reported or refused, and what is whole stays.</summary>
public sealed class DamageTests
{
    [Fact]
    public void Any_byte_may_be_any_other()
    {
        foreach (byte[] recording in (byte[][])[Small().ToFile(), Small().ToPipe()])
        {
            for (int place = 0; place < recording.Length; place++)
            {
                foreach (byte change in (byte[])[1, 0x80, 0xff])
                {
                    byte[] damaged = [.. recording];
                    damaged[place] ^= change;
                    LoaderCheck.Run(damaged);
                }
            }
        }
    }

    [Fact]
    public void A_recording_may_end_anywhere()
    {
        byte[] recording = Small().ToFile();
        SampleStore whole = LoaderCheck.Run(recording)!;
        Assert.False(whole.Report.IsTruncated);
        for (int length = 0; length < recording.Length; length++)
        {
            SampleStore? cut = LoaderCheck.Run(recording[..length]);
            Assert.True(cut is null || cut.Report.IsTruncated, $"{length} bytes");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(20_000)]
    public void Reading_goes_on_after_bytes_that_are_no_records_and_tells_their_place(int after)
    {
        byte[] broken = [.. Words(9), .. Words(0x1234_5678_9abc_def0, 9, 0x0000_0000_0000_0063, 17)];
        RecordingBytes bytes = new RecordingBytes().Sample(1, 7, 7, User, 1).Sample(2, 7, 7, User, 1).AddRaw(broken);
        for (int i = 0; i < after; i++)
        {
            bytes.Sample(3 + i, 7, 7, User, 1);
        }

        foreach (byte[] recording in (byte[][])[bytes.ToFile(), bytes.ToPipe()])
        {
            SampleStore store = LoaderCheck.Run(recording)!;
            Assert.Equal(2 + after, store.Count);
            Assert.False(store.Report.IsTruncated);
            Assert.Equal(1, store.Report.Unparsed);
            LoadDiagnostic place = Assert.Single(store.Report.Diagnostics);
            Assert.Equal(recording.AsSpan().IndexOf(broken), place.ByteOffset);
            Assert.Equal("09 00 00 00 00 00 00 00", place.Text[..23]);
            Assert.Contains("40 bytes later", place.Expected, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Where_no_records_follow_the_recording_ends_at_the_damage()
    {
        byte[] broken = [.. Words(9), .. Words([.. Enumerable.Repeat(0xdead_beef_0000_0000, 100_000)])];
        byte[] recording = new RecordingBytes().Sample(1, 7, 7, User, 1).Sample(2, 7, 7, User, 1).AddRaw(broken).ToFile();
        SampleStore store = LoaderCheck.Run(recording)!;
        Assert.Equal(2, store.Count);
        Assert.True(store.Report.IsTruncated);
        LoadDiagnostic place = Assert.Single(store.Report.Diagnostics);
        Assert.Equal(recording.AsSpan().IndexOf(broken), place.ByteOffset);
    }

    [Fact]
    public void A_sample_that_says_more_than_its_record_has_is_one_unparsed_event()
    {
        byte[] body = SampleBody(1, 2, 7, 7, User, 1);
        BitConverter.TryWriteBytes(body.AsSpan(48), 0x7fffffffffffffff);
        RecordingBytes recording = new RecordingBytes().Sample(1, 7, 7, User, 1).Add(9, UserMode, body).Sample(3, 7, 7, User, 1);
        SampleStore store = LoaderCheck.Run(recording.ToFile())!;
        Assert.Equal(2, store.Count);
        Assert.Equal(1, store.Report.Unparsed);
        Assert.False(store.Report.IsTruncated);
    }

    [Fact]
    public void A_strict_load_ends_at_the_first_place()
    {
        byte[] recording = new RecordingBytes().Sample(1, 7, 7, User, 1).Add(9, UserMode, Words(1)).ToFile();
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(new MemoryStream(recording), new LoadOptions { IsStrict = true }).GetAwaiter().GetResult());
        Assert.NotNull(error.Diagnostic);
        Assert.Contains("a sample with all fields", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_stream_keeps_the_records_outside_of_it()
    {
        RecordingBytes recording = new RecordingBytes()
            .Add(81, 0, [.. Enumerable.Repeat((byte)0xa5, 64)])
            .Sample(1, 7, 7, User, 1)
            .Add(81, 0, [.. Enumerable.Repeat((byte)0xa5, 64)])
            .Sample(2, 7, 7, User, 1);
        SampleStore store = LoaderCheck.Run(recording.ToFile())!;
        Assert.Equal(2, store.Count);
        Assert.True(store.Report.IsTruncated);
        Assert.Single(store.Report.Diagnostics);
    }

    [Theory]
    [InlineData("2ELIFREP", "big-endian")]
    [InlineData("PERFFILE", "version 1")]
    public void Recordings_of_other_kinds_are_refused_by_name(string magic, string expected)
    {
        byte[] recording = new RecordingBytes().Sample(1, 7, 7, User, 1).ToFile();
        System.Text.Encoding.ASCII.GetBytes(magic, recording);
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() =>
            ProfileLoader.LoadAsync(new MemoryStream(recording)).GetAwaiter().GetResult());
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_hold_while_records_are_collected()
    {
        RecordingBytes recording = new();
        for (int i = 0; i < 100; i++)
        {
            recording.Sample(i, 7, 7, User, (ulong)i);
        }

        LoadOptions options = new() { Limits = new StoreLimits { MaxSamples = 99 } };
        Assert.Contains(
            "MaxSamples",
            Assert.Throws<ProfileFormatException>(() => ProfileLoader.LoadAsync(new MemoryStream(recording.ToFile()), options).GetAwaiter().GetResult()).Message,
            StringComparison.Ordinal);
    }

    // A little of everything.
    private static RecordingBytes Small() => new RecordingBytes()
        .AddEvent(2, Fields | (1 << 10), config: 300, type: 2)
        .AddFeature(2, [.. Words(0x0034_8000_0000_0000), .. Ints(-1), .. new byte[20], 20, 0, 0, 0, .. Text("[kernel.kallsyms]")])
        .AddFeature(11, [.. Ints(2), .. SizedText("perf"), .. SizedText("record")])
        .AddFeature(12, [.. Ints(2, 128), .. new byte[128], .. Ints(1), .. SizedText("cpu-clock"), .. Words(1), .. new byte[128], .. Ints(1), .. SizedText("sched:sched_switch"), .. Words(2)])
        .KernelMap(0xffffffff81000000, 0x1000000, "[kernel.kallsyms]_text")
        .Command(0, 7, 7, "a")
        .Map(0, 7, 0x1000, 0x1000, 0, "/bin/a")
        .Fork(1, 8, 8, 7, 7)
        .Sample(2, 7, 7, Kernel, 0xffffffff81000010, User, 0x1010)
        .Sample(1, 8, 8, User, 0x1010)
        .Add(9, KernelMode, [.. SampleBody(2, 3, 7, 7, User, 0x1010), .. Ints(64), .. new byte[24], .. Ints(7, 120, 1, 0), .. new byte[16], .. Ints(8, 120, 0)])
        .Switch(4, 7, 7, isOut: false)
        .Add(2, 0, [.. Words(1, 5), .. Trailer(3, 0, 0)])
        .Add(17, 0, [.. Words(0xffffffffc0100000), .. Ints(0x100), .. new byte[4], .. Text("bpf_prog_1f_trace"), .. Trailer(5, 0, 0)])
        .Sample(6, 7, 7, Kernel, 0xffffffffc0100010, User, 0x1010);
}
