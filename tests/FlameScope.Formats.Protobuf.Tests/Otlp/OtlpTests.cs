namespace FlameScope.Formats.Protobuf.Tests.Otlp;

public sealed class OtlpTests
{
    private const long EpochOfTimeZero = 1_795_000_000_000_000_000;

    [Fact]
    public void The_made_file_has_each_sample_with_its_time_and_the_sums_of_its_last_profile()
    {
        List<DescribedSample> truth = DescribedSample.AllOf(DataFiles.Load("fork-exec.perf.txt.gz"));
        SampleStore store = DataFiles.Load("made.otlp.gz");
        Assert.Equal(
            truth.Select(sample => sample with { Time = sample.Time + EpochOfTimeZero, Weight = 1 }),
            DescribedSample.AllOf(store, "samples"));
        DescribedSample sum = Assert.Single(DescribedSample.AllOf(store, "alloc_space"));
        Assert.Equal((4096L, "outer;inlined_leaf"), (sum.Weight, sum.Stack));
        Assert.Equal((0L, false, 0L), (store.Report.Unparsed, store.Report.IsTruncated, store.Header.ClockEpochNanoseconds));
        Assert.Equal("samples", store.Strings.GetString(store.EventKinds[store.DefaultEventKind.Value].Name));
        Assert.Equal(FrameKind.Kernel, Assert.Single(store.Frames.ToArray(), frame => store.Strings.GetString(frame.Symbol) == "_copy_to_user").Kind);
        Assert.Equal(FrameKind.Inlined, Assert.Single(store.Frames.ToArray(), frame => store.Strings.GetString(frame.Symbol) == "inlined_leaf").Kind);
        Assert.Contains(store.LabelTable.ToArray(), label => store.Strings.GetString(label.Key) == "service.name");
        Assert.Equal(1578, FlameTree.Create(store.Slice((TimeRange?)null)).Total);
    }

    [Fact]
    public void Values_and_times_belong_together_or_the_sample_is_unparsed()
    {
        SampleStore store = DataFiles.Load(File(profile => profile
            .Message(2, sample => sample.Varint(1, 1).Packed(4, 5, 6).Bytes(5, [.. BitConverter.GetBytes(20UL), .. BitConverter.GetBytes(10UL)]))
            .Message(2, sample => sample.Varint(1, 1).Packed(4, 5, 6, 7).Fixed(5, 20))
            .Message(2, sample => sample.Varint(1, 1))
            .Message(2, sample => sample.Varint(1, 9).Varint(4, 1))
            .Message(2, sample => sample.Varint(1, 1).Fixed(5, ulong.MaxValue))
            .Message(2, sample => sample.Varint(1, 1).Fixed(5, 30).Varint(2, 1))));
        Assert.Equal([(10L, 6_000L), (20, 5_000), (30, 1)], DescribedSample.AllOf(store).Select(sample => (sample.Time, sample.Weight)));
        Assert.Equal((4L, 7L), (store.Report.Unparsed, store.Report.Events));
        Assert.Equal(3, store.Cpus[2]);
    }

    [Fact]
    public void Sums_alone_have_no_time_axis()
    {
        SampleStore store = DataFiles.Load(File(profile => profile.Message(2, sample => sample.Varint(1, 1).Varint(4, 7))));
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Contains("timestamps_unix_nano", Assert.Throws<InvalidOperationException>(() => HeatMap.Create(store.Slice((TimeRange?)null))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_without_a_name_are_unknown_in_a_module_that_is_known_by_its_build_id()
    {
        SampleStore store = DataFiles.Load(File(profile => profile.Message(2, sample => sample.Varint(1, 2).Varint(4, 7))));
        Frame frame = Assert.Single(DescribedSample.FramesOf(store, store.Stacks[0]));
        Assert.Equal(("[unknown]", "abcd", FrameKind.Unknown), (store.Strings.GetString(frame.Symbol), store.Strings.GetString(frame.Module), frame.Kind));
    }

    [Fact]
    public void Older_forms_are_refused_by_name()
    {
        // resource_profiles, scope_profiles, then what each form had.
        Refused("early v1development", Wrapped(profile => profile.Message(1, type => type.Varint(1, 1)).Message(2, sample => sample.Varint(2, 1))));
        Refused("v1experimental", Wrapped(profile => profile.Bytes(1, new byte[16]).Fixed(2, 5).Fixed(3, 9).Message(7, inner => inner.Varint(9, 1))));
        Refused("locations_start_index", [.. Wrapped(profile => profile.Message(1, type => type.Varint(1, 1).Varint(2, 2)).Packed(3, 1, 2)), .. Dictionary()]);
        Refused("locations_start_index", [.. Wrapped(profile => profile.Message(1, type => type.Varint(1, 1).Varint(2, 2).Varint(3, 1))), .. Dictionary()]);
        Refused("locations_start_index", [.. Wrapped(profile => profile.Message(1, type => type.Varint(1, 1))), .. new WireWriter().Message(2, table => table.Text(5, "").Message(7, unit => unit.Varint(1, 1).Varint(2, 2))).ToArray()]);

        static void Refused(string form, byte[] input) =>
            Assert.Contains(form, Assert.Throws<ProfileFormatException>(() => DataFiles.Load(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dictionary_may_come_first()
    {
        byte[] profiles = Wrapped(profile => profile.Message(1, type => type.Varint(1, 1).Varint(2, 2)).Message(2, sample => sample.Varint(1, 1).Fixed(5, 30)));
        Assert.Equal("main", Assert.Single(DescribedSample.AllOf(DataFiles.Load([.. Dictionary(), .. profiles]))).Stack);
    }

    private static byte[] File(Action<WireWriter> samples) =>
        [.. Wrapped(profile => samples(profile.Message(1, type => type.Varint(1, 1).Varint(2, 2)))), .. Dictionary()];

    private static byte[] Wrapped(Action<WireWriter> profile) => new WireWriter()
        .Message(1, resource => resource
            .Message(1, attributes => attributes.Message(1, attribute => attribute.Text(1, "process.pid").Message(2, value => value.Varint(3, 42))))
            .Message(2, scope => scope.Message(2, profile)))
        .ToArray();

    private static byte[] Dictionary() => new WireWriter()
        .Message(2, table => table
            .Bytes(1, []).Message(1, mapping => mapping.Varint(5, 2))
            .Bytes(2, []).Message(2, location => location.Message(3, line => line.Varint(1, 1))).Message(2, location => location.Varint(1, 1))
            .Bytes(3, []).Message(3, function => function.Varint(1, 3))
            .Text(5, "").Text(5, "cpu").Text(5, "microseconds").Text(5, "main").Text(5, "cpu.logical_number").Text(5, "process.executable.build_id.gnu")
            .Bytes(6, [])
            .Message(6, attribute => attribute.Varint(1, 4).Message(2, value => value.Varint(3, 3)))
            .Message(6, attribute => attribute.Varint(1, 5).Message(2, value => value.Text(1, "abcd")))
            .Bytes(7, []).Message(7, stack => stack.Varint(1, 1)).Message(7, stack => stack.Packed(1, 2)))
        .ToArray();
}
