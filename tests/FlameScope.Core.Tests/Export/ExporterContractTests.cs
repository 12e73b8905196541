using System.Buffers;
using System.Globalization;
using System.Text;
using FlameScope.Export;
using FlameScope.Flames;
using FlameScope.HeatMaps;
using FlameScope.Model;

namespace FlameScope.Core.Tests.Export;

/// <summary>What holds for every exporter.</summary>
public sealed class ExporterContractTests
{
    public static readonly TheoryData<IProfileExporter<FlameTree>> OfTrees =
        [new JsonFlameTreeExporter(), new FoldedExporter(), new SvgFlameGraphExporter(new SvgFlameGraphOptions { MinimumWidth = 0 })];

    public static readonly TheoryData<IProfileExporter<HeatMap>> OfMaps = [new JsonHeatMapExporter(), new SvgHeatMapExporter()];

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
        AssertStream(exporter, FlameTree.Build(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfMaps))]
    public void A_stream_gets_the_same_bytes_and_stays_open_for_maps(IProfileExporter<HeatMap> exporter) =>
        AssertStream(exporter, HeatMap.Build(ExampleProfiles.Wide(3000)));

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void Line_ends_are_line_feeds(IProfileExporter<FlameTree> exporter) =>
        Assert.DoesNotContain('\r', exporter.ExportToString(FlameTree.Build(ExampleProfiles.Evil())));

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void The_output_is_valid_utf8(IProfileExporter<FlameTree> exporter)
    {
        ArrayBufferWriter<byte> output = new();
        exporter.Export(FlameTree.Build(ExampleProfiles.Evil()), output);
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }

    [Theory]
    [MemberData(nameof(OfTrees))]
    public void Null_is_refused(IProfileExporter<FlameTree> exporter)
    {
        Assert.Throws<ArgumentNullException>(() => exporter.Export(null!, new NullBufferWriter()));
        Assert.Throws<ArgumentNullException>(() => exporter.Export(FlameTree.Build(ExampleProfiles.Deep(1)), (IBufferWriter<byte>)null!));
        Assert.Throws<ArgumentNullException>(() => exporter.Export(FlameTree.Build(ExampleProfiles.Deep(1)), (Stream)null!));
    }

    [Fact]
    public void A_stream_that_cannot_be_written_is_refused_before_anything_is_done() =>
        Assert.Throws<ArgumentException>(() =>
            new FoldedExporter().Export(FlameTree.Build(ExampleProfiles.Deep(1)), new MemoryStream([], writable: false)));

    [Fact]
    public void Media_types_are_those_that_servers_send()
    {
        Assert.Equal("application/json", new JsonHeatMapExporter().MediaType);
        Assert.Equal("application/json", new JsonFlameTreeExporter().MediaType);
        Assert.Equal("text/plain; charset=utf-8", new FoldedExporter().MediaType);
        Assert.Equal("image/svg+xml", new SvgFlameGraphExporter().MediaType);
        Assert.Equal("image/svg+xml", new SvgHeatMapExporter().MediaType);
    }

    private static string ExportAll()
    {
        FlameTree tree = FlameTree.Build(ExampleProfiles.Service());
        HeatMap map = HeatMap.Build(ExampleProfiles.Service(), new HeatMapOptions { Rows = 49 });
        return string.Concat(
            new JsonFlameTreeExporter().ExportToString(tree),
            new FoldedExporter().ExportToString(tree),
            new SvgFlameGraphExporter().ExportToString(FlameTree.Build(ExampleProfiles.Service(), new TimeRange(7_000_000_000, 8_400_000_000))),
            new SvgFlameGraphExporter().ExportToString(FlameTree.Build(ExampleProfiles.Wide(2000))),
            new JsonHeatMapExporter().ExportToString(map),
            new SvgHeatMapExporter().ExportToString(map));
    }

    private static void AssertStream<T>(IProfileExporter<T> exporter, T value)
    {
        using MemoryStream stream = new();
        exporter.Export(value, stream);
        Assert.True(stream.CanWrite);
        Assert.True(stream.Length > 1024);
        Assert.Equal(exporter.ExportToString(value), Encoding.UTF8.GetString(stream.ToArray()));
    }
}
