using System.Buffers;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export.Registry;

public sealed class ExportFormatsTests
{
    [Fact]
    public void Every_view_has_its_formats()
    {
        Assert.Equal(["svg", "json", "csv"], NamesOf<HeatMap>());
        Assert.Equal(["svg", "json", "folded"], NamesOf<FlameTree>());
        Assert.Equal(["svg", "json", "folded", "csv"], NamesOf<FlameDiff>());
        Assert.Equal(["json", "csv"], NamesOf<TopTable>());
        Assert.Equal(["svg", "json"], NamesOf<StackChart>());
        Assert.Equal(["speedscope", "firefox", "cpuprofile"], NamesOf<ProfileSlice>());
        Assert.Equal(17, ExportFormats.Default.Count);
    }

    [Theory]
    [InlineData("SVG", "svg")]
    [InlineData("Json", "json")]
    [InlineData("csv", "csv")]
    [InlineData("folded", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_format_is_found_by_its_name_in_any_case(string? name, string? expected) =>
        Assert.Equal(expected, ExportFormats.Default.Find<HeatMap>(name)?.Name);

    [Theory]
    [InlineData("out/x.json", "json")]
    [InlineData("X.SVG", "svg")]
    [InlineData("x.folded", "folded")]
    [InlineData("x.speedscope.json", null)]
    [InlineData("x.png", null)]
    [InlineData("svg", null)]
    [InlineData(null, null)]
    public void A_format_is_found_by_the_longest_extension_of_a_file(string? file, string? expected) =>
        Assert.Equal(expected, ExportFormats.Default.FindByFileName<FlameTree>(file)?.Name);

    [Fact]
    public void A_slice_is_written_to_speedscopes_extension_and_not_to_json()
    {
        Assert.Equal("speedscope", ExportFormats.Default.FindByFileName<ProfileSlice>("x.SpeedScope.json")?.Name);
        Assert.Null(ExportFormats.Default.FindByFileName<ProfileSlice>("x.json"));
    }

    [Fact]
    public void Exporters_of_the_registry_write_what_exporters_write_by_themselves()
    {
        SampleStore store = ExampleProfiles.Service();
        HeatMap map = HeatMap.Create(store);
        FlameTree tree = FlameTree.Create(store);
        FlameDiff diff = ExampleProfiles.Change();
        Assert.Equal(new SvgHeatMapExporter().ExportToString(map), Write(map, "svg"));
        Assert.Equal(new CsvHeatMapExporter().ExportToString(map), Write(map, "csv"));
        Assert.Equal(new SvgFlameGraphExporter().ExportToString(tree), Write(tree, "svg"));
        Assert.Equal(new FoldedExporter().ExportToString(tree), Write(tree, "folded"));
        Assert.Equal(new SvgFlameDiffExporter().ExportToString(diff), Write(diff, "svg"));
        Assert.Equal(new SpeedscopeExporter().ExportToString(store), Write<ProfileSlice>(store, "speedscope"));
    }

    [Fact]
    public void Options_reach_the_drawings()
    {
        ExportOptions options = new() { Title = "Orders at noon", Width = 1600, Theme = SvgTheme.Dark, IsIcicle = true };
        SampleStore store = ExampleProfiles.Service();
        foreach (string drawing in new[]
        {
            Write(HeatMap.Create(store), "svg", options), Write(FlameTree.Create(store), "svg", options), Write(ExampleProfiles.Change(), "svg", options),
        })
        {
            Assert.Contains("Orders at noon", drawing, StringComparison.Ordinal);
            Assert.Contains("width=\"1600\"", drawing, StringComparison.Ordinal);
            Assert.DoesNotContain("prefers-color-scheme", drawing, StringComparison.Ordinal);
        }

        Assert.Equal(
            new SvgFlameGraphExporter(new SvgFlameGraphOptions { Title = "Orders at noon", Width = 1600, Theme = SvgTheme.Dark, IsIcicle = true })
                .ExportToString(FlameTree.Create(store)),
            Write(FlameTree.Create(store), "svg", options));
    }

    [Fact]
    public void A_heat_map_too_narrow_for_its_columns_is_as_wide_as_they_need()
    {
        SampleStore store = Stores.Of((0, "a", "x"), (900_000_000_000, "a", "x"));
        string drawing = new SvgHeatMapExporter(new SvgHeatMapOptions { Width = 400 }).ExportToString(HeatMap.Create(store));
        Assert.Contains("width=\"995\"", drawing, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgHeatMapExporter(new SvgHeatMapOptions { Width = 319 }));
    }

    [Fact]
    public void A_format_of_ones_own_is_added_and_takes_the_place_of_its_name()
    {
        ExportFormats formats = ExportFormats.Default
            .Add(new ExportFormat<HeatMap>("ASCII", ".txt", _ => new Total()))
            .Add(new ExportFormat<HeatMap>("Svg", ".svg", _ => new Total()));
        Assert.Equal(["json", "csv", "ASCII", "Svg"], formats.Of<HeatMap>().Select(format => format.Name));
        Assert.Equal("text/plain", formats.FindByFileName<HeatMap>("a.svg")!.MediaType);
        Assert.Equal("image/svg+xml", formats.Find<FlameTree>("svg")!.MediaType);
        Assert.Equal(["svg", "json", "csv"], NamesOf<HeatMap>());
        Assert.Throws<ArgumentException>(() => formats.Add(new ExportFormat<HeatMap>("x", "txt", _ => new Total())));
        Assert.Throws<ArgumentException>(() => formats.Add(new ExportFormat<HeatMap>("", ".txt", _ => new Total())));
    }

    private static IEnumerable<string> NamesOf<T>() => ExportFormats.Default.Of<T>().Select(format => format.Name);

    private static string Write<T>(T value, string format, ExportOptions? options = null) =>
        ExportFormats.Default.Find<T>(format)!.Create(options ?? ExportOptions.Default).ExportToString(value);

    private sealed class Total : IProfileExporter<HeatMap>
    {
        public string MediaType => "text/plain";

        public void Export(HeatMap value, IBufferWriter<byte> output) => output.Write("1"u8);
    }
}
