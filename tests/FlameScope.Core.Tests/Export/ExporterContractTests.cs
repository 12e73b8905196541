using System.Buffers;
using System.Globalization;
using System.Text;
using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

/// <summary>What holds for every exporter.</summary>
public sealed class ExporterContractTests
{
    public static readonly TheoryData<IProfileExporter<FlameTree>> OfTrees =
        [new JsonFlameTreeExporter(), new FoldedExporter(), new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinFrameWidth = 0 })];

    public static readonly TheoryData<IProfileExporter<HeatMap>> OfMaps =
        [new JsonHeatMapExporter(), new SvgHeatMapExporter(), new CsvHeatMapExporter()];

    public static readonly TheoryData<IProfileExporter<FlameDiff>> OfDiffs =
    [
        new JsonFlameDiffExporter(), new FoldedDiffExporter(), new CsvFrameDiffExporter(),
        new SvgFlameDiffExporter(new SvgFlameDiffOptions { Graph = new SvgFlameGraphOptions { MinFrameWidth = 0 }, Width = FlameDiffWidth.Both }),
    ];

    public static readonly TheoryData<IProfileExporter<TopTable>> OfTables = [new JsonTopTableExporter(), new CsvTopTableExporter()];

    public static readonly TheoryData<IProfileExporter<StackChart>> OfCharts = [new JsonStackChartExporter(), new SvgStackChartExporter()];

    public static readonly TheoryData<IProfileExporter<ProfileSlice>> OfSlices = [new SpeedscopeExporter()];

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void The_culture_does_not_change_a_byte(string name)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string invariant = ExportAll();
        try
        {
            CultureInfo odd = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
            odd.NumberFormat.NegativeSign = "minus";
            odd.NumberFormat.NumberDecimalSeparator = "#";
            odd.NumberFormat.NumberGroupSeparator = "_";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(invariant, ExportAll());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_trees(IProfileExporter<FlameTree> exporter) =>
        AssertStream(exporter, FlameTree.Create(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfCharts))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_charts(IProfileExporter<StackChart> exporter) =>
        AssertStream(exporter, StackChart.Create(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfMaps))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_maps(IProfileExporter<HeatMap> exporter) =>
        AssertStream(exporter, HeatMap.Create(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfDiffs))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_differences(IProfileExporter<FlameDiff> exporter) =>
        AssertStream(exporter, FlameDiff.Create(FlameTree.Create(ExampleProfiles.Wide(300)), FlameTree.Create(ExampleProfiles.Wide(3000))));

    [Theory]
    [MemberData(nameof(OfTables))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_tables(IProfileExporter<TopTable> exporter) =>
        AssertStream(exporter, TopTable.Create(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfSlices))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_slices(IProfileExporter<ProfileSlice> exporter) =>
        AssertStream(exporter, ProfileSlice.Of(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfMaps))]
    public void Maps_of_evil_names_are_lines_of_valid_utf8(IProfileExporter<HeatMap> exporter) =>
        AssertText(exporter, HeatMap.Create(ExampleProfiles.Evil(), new HeatMapOptions { RowKind = HeatMapRowKind.Thread }));

    [Theory]
    [MemberData(nameof(OfDiffs))]
    public void Differences_of_evil_names_are_lines_of_valid_utf8(IProfileExporter<FlameDiff> exporter) =>
        AssertText(exporter, ExampleProfiles.EvilChange());

    [Theory]
    [MemberData(nameof(OfTables))]
    public void Tables_of_evil_names_are_lines_of_valid_utf8(IProfileExporter<TopTable> exporter) =>
        AssertText(exporter, TopTable.Create(ExampleProfiles.Evil()));

    [Theory]
    [MemberData(nameof(OfSlices))]
    public void Slices_of_evil_names_are_lines_of_valid_utf8(IProfileExporter<ProfileSlice> exporter) =>
        AssertText(exporter, ProfileSlice.Of(ExampleProfiles.Evil()));

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void Line_ends_are_line_feeds(IProfileExporter<FlameTree> exporter) =>
        Assert.DoesNotContain('\r', exporter.ExportToString(FlameTree.Create(ExampleProfiles.Evil())));

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void The_output_is_valid_utf8(IProfileExporter<FlameTree> exporter)
    {
        ArrayBufferWriter<byte> output = new();
        exporter.Export(FlameTree.Create(ExampleProfiles.Evil()), output);
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void Null_is_refused(IProfileExporter<FlameTree> exporter)
    {
        Assert.Throws<ArgumentNullException>(() => exporter.Export(null!, new NullBufferWriter()));
        Assert.Throws<ArgumentNullException>(() => exporter.Export(FlameTree.Create(ExampleProfiles.Deep(1)), (IBufferWriter<byte>)null!));
        Assert.Throws<ArgumentNullException>(() => exporter.Export(FlameTree.Create(ExampleProfiles.Deep(1)), (Stream)null!));
    }

    [Fact]
    public void Null_is_refused_by_the_exporters_of_other_views()
    {
        AssertRefusesNull(OfMaps, HeatMap.Create(ExampleProfiles.Deep(1)));
        AssertRefusesNull(OfDiffs, ExampleProfiles.Change());
        AssertRefusesNull(OfTables, TopTable.Create(ExampleProfiles.Deep(1)));
        AssertRefusesNull(OfSlices, ProfileSlice.Of(ExampleProfiles.Deep(1)));
    }

    [Fact]
    public void A_stream_that_cannot_be_written_is_refused_before_anything_is_done() =>
        Assert.Throws<ArgumentException>(() =>
            new FoldedExporter().Export(FlameTree.Create(ExampleProfiles.Deep(1)), new MemoryStream([], writable: false)));

    [Fact]
    public void Media_types_are_those_that_servers_send()
    {
        Assert.Equal("application/json", new JsonHeatMapExporter().MediaType);
        Assert.Equal("application/json", new JsonFlameTreeExporter().MediaType);
        Assert.Equal("text/plain; charset=utf-8", new FoldedExporter().MediaType);
        Assert.Equal("image/svg+xml", new SvgFlameGraphExporter().MediaType);
        Assert.Equal("image/svg+xml", new SvgHeatMapExporter().MediaType);
        Assert.Equal("application/json", new JsonFlameDiffExporter().MediaType);
        Assert.Equal("application/json", new JsonTopTableExporter().MediaType);
        Assert.Equal("application/json", new SpeedscopeExporter().MediaType);
        Assert.Equal("text/plain; charset=utf-8", new FoldedDiffExporter().MediaType);
        Assert.Equal("image/svg+xml", new SvgFlameDiffExporter().MediaType);
        Assert.Equal("text/csv; charset=utf-8", new CsvHeatMapExporter().MediaType);
        Assert.Equal("text/csv; charset=utf-8", new CsvTopTableExporter().MediaType);
        Assert.Equal("text/csv; charset=utf-8", new CsvFrameDiffExporter().MediaType);
    }

    // Values above a thousand have groups, larger ones decimals; both are of counts, of an event, and of time.
    private static string ExportAll() => string.Concat(
        ExportSmall(),
        ExportLarge(Loaded("cycles", 1), SampleWeight.Count),
        ExportLarge(Loaded("cycles", 1_234), SampleWeight.Value),
        ExportLarge(Loaded("cycles", 12_345_678), SampleWeight.Value),
        ExportLarge(Loaded("cpu-clock", 10_101_010), SampleWeight.Value));

    private static SampleStore Loaded(string name, long weight)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 12_000; i++)
        {
            builder.Add(i < 9_000 ? 1_000_000 : i * 3_000_000_000L, "app", i % 3 == 0 ? "main" : "main;run", name, weight: weight);
        }

        return builder.Build();
    }

    private static string ExportLarge(SampleStore store, SampleWeight weight)
    {
        ProfileSlice slice = store.WeighedBy(weight);
        FlameTree tree = FlameTree.Create(slice);
        FlameDiff diff = FlameDiff.Create(tree, FlameTree.Create(store.Slice(new TimeRange(0, 2_000_000)).WeighedBy(weight)));
        HeatMap map = HeatMap.Create(slice, new HeatMapOptions { ColumnWidth = TimeSpan.FromHours(1) });
        TopTable table = TopTable.From(tree);
        return string.Concat(
            new JsonFlameTreeExporter().ExportToString(tree),
            new FoldedExporter().ExportToString(tree),
            new SvgFlameGraphExporter().ExportToString(tree),
            new JsonHeatMapExporter().ExportToString(map),
            new SvgHeatMapExporter().ExportToString(map),
            new CsvHeatMapExporter().ExportToString(map),
            new JsonTopTableExporter().ExportToString(table),
            new CsvTopTableExporter().ExportToString(table),
            new JsonFlameDiffExporter().ExportToString(diff),
            new FoldedDiffExporter().ExportToString(diff),
            new SvgFlameDiffExporter().ExportToString(diff),
            new CsvFrameDiffExporter().ExportToString(diff),
            new SpeedscopeExporter().ExportToString(slice));
    }

    private static string ExportSmall()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service());
        HeatMap map = HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { Rows = 49 });
        return string.Concat(
            new JsonFlameTreeExporter().ExportToString(tree),
            new FoldedExporter().ExportToString(tree),
            new SvgFlameGraphExporter().ExportToString(FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(7_000_000_000, 8_400_000_000)))),
            new SvgFlameGraphExporter().ExportToString(FlameTree.Create(ExampleProfiles.Wide(2000))),
            new JsonHeatMapExporter().ExportToString(map),
            new SvgHeatMapExporter().ExportToString(map),
            new CsvHeatMapExporter().ExportToString(map),
            new CsvTopTableExporter().ExportToString(TopTable.From(tree)),
            new JsonTopTableExporter().ExportToString(TopTable.From(tree)),
            new JsonFlameDiffExporter().ExportToString(ExampleProfiles.Change()),
            new FoldedDiffExporter().ExportToString(ExampleProfiles.Change()),
            new SvgFlameDiffExporter().ExportToString(ExampleProfiles.Change()),
            new CsvFrameDiffExporter().ExportToString(ExampleProfiles.Change()),
            new SpeedscopeExporter().ExportToString(ExampleProfiles.Service().Slice(new TimeRange(7_000_000_000, 8_400_000_000))));
    }

    private static void AssertStream<T>(IProfileExporter<T> exporter, T value)
    {
        using MemoryStream stream = new();
        exporter.Export(value, stream);
        Assert.True(stream.CanWrite);
        Assert.True(stream.Length > 1024);
        Assert.Equal(exporter.ExportToString(value), Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void AssertText<T>(IProfileExporter<T> exporter, T value)
    {
        ArrayBufferWriter<byte> output = new();
        exporter.Export(value, output);
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
    }

    private static void AssertRefusesNull<T>(TheoryData<IProfileExporter<T>> exporters, T value)
        where T : class
    {
        foreach (IProfileExporter<T> exporter in exporters.Select(row => row.Data))
        {
            Assert.Throws<ArgumentNullException>(() => exporter.Export(null!, new NullBufferWriter()));
            Assert.Throws<ArgumentNullException>(() => exporter.Export(value, (IBufferWriter<byte>)null!));
        }
    }
}
