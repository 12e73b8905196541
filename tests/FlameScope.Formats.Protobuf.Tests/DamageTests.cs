using System.Text;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Tests;

/// <summary>Damaged inputs keep their good part, and are never anything but a store or a <see cref="ProfileFormatException"/>.</summary>
public sealed class DamageTests
{
    public static TheoryData<string> Small => ["indexer.pprof", "nodejs1.nflxprofile"];

    [Theory]
    [MemberData(nameof(Small))]
    public void An_input_that_is_cut_at_any_byte_is_read_as_far_as_it_goes(string name)
    {
        byte[] whole = DataFiles.Read(name);
        HashSet<int> borders = BordersOf(whole);
        int samples = 0;
        for (int length = 0; length < whole.Length; length++)
        {
            if (TryLoad(whole[..length]) is SampleStore store)
            {
                Assert.Equal(length, store.Report.BytesRead);
                Assert.Equal(store.Count, store.Report.Samples);
                Assert.True(store.Report.IsTruncated || borders.Contains(length), $"{length} bytes");
                samples = Math.Max(samples, store.Count);
            }
        }

        Assert.InRange(samples, DataFiles.Load(name).Count - 1, int.MaxValue);

        // An input that ends between two fields does not look cut.
        static HashSet<int> BordersOf(byte[] input)
        {
            WireReader reader = new(input, input.Length);
            HashSet<int> borders = [];
            MessageFields.Walk(reader, (tag, _) =>
            {
                reader.Skip(tag);
                borders.Add(reader.Position);
            });
            return borders;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OpenTelemetry_profiles_that_are_cut_are_read_as_far_as_they_go_or_said_to_lack_their_dictionary(bool dictionaryFirst)
    {
        byte[] whole = Ordered(DataFiles.Read("made.otlp.gz"), dictionaryFirst);
        int most = 0;
        for (int length = 1; length < whole.Length; length += 61)
        {
            if (TryLoad(whole[..length]) is SampleStore store)
            {
                Assert.Equal(store.Count + store.Report.Unparsed, store.Report.Events);
                most = Math.Max(most, store.Count);
            }
        }

        Assert.True(dictionaryFirst ? most > 0 : most == 0, $"{most} samples");
        Assert.Throws<ProfileFormatException>(() => DataFiles.Load(whole[..^100], DataFiles.Options with { IsStrict = true }));
    }

    // The fields of the outermost message, of which the dictionary is the second.
    private static byte[] Ordered(byte[] input, bool dictionaryFirst)
    {
        WireReader reader = new(input, input.Length);
        List<(uint Tag, byte[] Bytes)> fields = [];
        int start = 0;
        MessageFields.Walk(reader, (tag, _) =>
        {
            reader.Skip(tag);
            fields.Add((tag, input[start..reader.Position]));
            start = reader.Position;
        });
        return [.. fields.OrderBy(field => field.Tag >> WireType.Bits == 2 == dictionaryFirst ? 0 : 1).SelectMany(field => field.Bytes)];
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void A_byte_that_is_wrong_costs_at_most_what_it_stands_in(string name)
    {
        byte[] whole = DataFiles.Read(name);
        Random random = new(7);
        for (int round = 0; round < 3000; round++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (TryLoad(damaged) is SampleStore store)
            {
                Assert.Equal(store.Count + store.Report.Unparsed, store.Report.Events);
                Assert.Equal(store.Count, FlameTree.Create(store.Where(new SampleFilter { Event = EventSelection.All, IncludeIdle = true })).Total);
            }
        }
    }

    [Fact]
    public void Lengths_beyond_the_input_and_groups_end_it()
    {
        byte[] pprof = DataFiles.Read("indexer.pprof");
        foreach (byte[] tail in (byte[][])[[0x12, 0xff, 0xff, 0xff, 0xff, 0x07, 1], [0x13, 0x08, 0x01, 0x14], [0x00], [0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]])
        {
            SampleStore store = DataFiles.Load([.. pprof, .. tail]);
            Assert.True(store.Report.IsTruncated);
            Assert.Equal(DataFiles.Load(pprof).Count, store.Count);
            Assert.Equal(pprof.Length, store.Report.Diagnostics[0].ByteOffset);
            Assert.Throws<ProfileFormatException>(() => DataFiles.Load([.. pprof, .. tail], DataFiles.Options with { IsStrict = true }));
        }
    }

    [Fact]
    public void Empty_messages_are_no_samples() =>
        Assert.Contains("no samples", Assert.Throws<ProfileFormatException>(() => DataFiles.Load([0x0a, 0x04, 0x08, 0x01, 0x10, 0x02, 0x22, 0x02, 0x08, 0x01, 0x2a, 0x02, 0x08, 0x01, 0x12, 0x00])).Message, StringComparison.Ordinal);

    [Fact]
    public void Limits_hold_for_tables_and_samples()
    {
        byte[] pprof = DataFiles.Read("indexer.pprof");
        Assert.Contains("MaxSamples", RefusalOf(new StoreLimits { MaxSamples = 100 }), StringComparison.Ordinal);
        Assert.Contains("MaxStrings", RefusalOf(new StoreLimits { MaxStrings = 10 }), StringComparison.Ordinal);
        Assert.Contains("MaxFrames", RefusalOf(new StoreLimits { MaxFrames = 10 }), StringComparison.Ordinal);
        Assert.Contains("MaxMemoryBytes", RefusalOf(new StoreLimits { MaxMemoryBytes = 10_000 }), StringComparison.Ordinal);

        string RefusalOf(StoreLimits limits) =>
            Assert.Throws<ProfileFormatException>(() => DataFiles.Load(pprof, DataFiles.Options with { Limits = limits })).Message;
    }

    [Theory]
    [InlineData("# a comment\nand text")]
    [InlineData("\n\n\n\n\n\n\n\n\n\n\n\n\n\n")]
    [InlineData("java 5 [000] 1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n")]
    [InlineData("{\"a\": 1}")]
    public void Text_is_no_protobuf(string text)
    {
        ProfileHead head = new(Encoding.UTF8.GetBytes(text), null);
        Assert.Equal(FormatMatch.None, new PprofFormat().Match(head));
        Assert.Equal(FormatMatch.None, new NflxProfileFormat().Match(head));
    }

    [Fact]
    public void Each_file_is_recognised_by_its_content()
    {
        Assert.Equal("pprof", ProfileLoader.Recognize(DataFiles.PathOf("indexer.pprof"), DataFiles.Options.Formats)?.Name);
        Assert.Equal("pprof", ProfileLoader.Recognize(DataFiles.PathOf("made-timed.pprof.gz"), DataFiles.Options.Formats)?.Name);
        Assert.Equal("nflxprofile", ProfileLoader.Recognize(DataFiles.PathOf("nodejs1.nflxprofile"), DataFiles.Options.Formats)?.Name);
        Assert.Equal("perf script", ProfileLoader.Recognize(DataFiles.PathOf("fork-exec.perf.txt.gz"), DataFiles.Options.Formats)?.Name);
    }

    private static SampleStore? TryLoad(byte[] input)
    {
        try
        {
            return DataFiles.Load(input);
        }
        catch (ProfileFormatException error)
        {
            Assert.True(error.Message.Length > 20, error.Message);
            return null;
        }
    }
}
