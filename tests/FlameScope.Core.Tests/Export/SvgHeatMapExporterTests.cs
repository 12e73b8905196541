using System.Xml;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.Export;

public sealed class SvgHeatMapExporterTests
{
    private static readonly SvgHeatMapExporter Exporter = new();

    [Fact]
    public void A_small_map_is_drawn_as_its_golden_file() =>
        GoldenFiles.AssertEqual("service.heatmap.svg", Exporter.ExportToString(HeatMap.Create(ExampleProfiles.Service())));

    [Fact]
    public void Each_cell_with_samples_has_a_shape_that_says_when_and_how_many()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service());
        List<XmlElement> cells = CellsOf(Draw(map));
        Assert.Equal(map.Values.ToArray().Count(value => value > 0), cells.Count);
        Assert.Contains(cells, cell => cell.InnerText == "1.300–1.320 s · 6 samples");
        Assert.Contains(cells, cell => cell.InnerText == "0.020–0.040 s · 1 sample");
    }

    [Fact]
    public void Offset_0_is_at_the_bottom_and_later_columns_are_to_the_right()
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, @event));
        builder.AddSample(new SampleRecord(1_990_000_000, StackId.Empty, thread, @event));
        List<XmlElement> cells = CellsOf(Draw(HeatMap.Create(builder.Build()), new SvgHeatMapOptions { CellWidth = 10, CellHeight = 8 }));
        (int firstX, int firstY) = PlaceOf(cells[0]);
        (int lastX, int lastY) = PlaceOf(cells[1]);
        Assert.Equal(10, lastX - firstX);
        Assert.Equal(49 * 8, firstY - lastY);
    }

    [Fact]
    public void The_legend_says_where_large_values_share_a_colour()
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        for (int cell = 0; cell < 200; cell++)
        {
            for (int i = 0; i < (cell == 7 ? 5 : 1 + (cell % 4)); i++)
            {
                builder.AddSample(new SampleRecord(cell * 20_000_000L, StackId.Empty, thread, @event));
            }
        }

        Assert.Equal(["samples a cell", "0", "1", "2", "3", "4–5", "no data"], LegendOf(Draw(HeatMap.Create(builder.Build()))));
    }

    [Fact]
    public void A_map_with_many_values_has_a_gradient()
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        for (int i = 0; i < 41; i++)
        {
            builder.AddSample(new SampleRecord(i / 20, StackId.Empty, thread, @event));
        }

        XmlDocument svg = Draw(HeatMap.Create(builder.Build()));
        Assert.Equal(["samples a cell", "0", "1", "21", "41", "no data"], LegendOf(svg));
        Assert.Equal("c63", Assert.Single(CellsOf(svg)).GetAttribute("class"));
    }

    [Theory]
    [InlineData(1_000_000_000, "offset in the second, ms", "1000")]
    [InlineData(10_000_000_000, "offset in the column, s", "10")]
    [InlineData(60_000_000_000, "offset in the column, s", "60")]
    [InlineData(3_600_000_000_000, "offset in the column, min", "60")]
    [InlineData(1_000_000, "offset in the column, µs", "1000")]
    public void Axes_have_the_unit_that_suits_the_columns(long width, string label, string last)
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Deep(1), new HeatMapOptions { ColumnNanoseconds = width });
        List<string> texts = [.. XmlText.Elements(Draw(map), "text", "note").Select(text => text.InnerText)];
        Assert.Contains(label, texts);
        Assert.Contains(last, texts);
    }

    [Fact]
    public void A_map_of_a_later_range_counts_its_seconds_from_the_start_of_the_profile()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service().Slice(new TimeRange(8_000_000_000, 9_000_000_000)));
        Assert.Contains(CellsOf(Draw(map)), cell => cell.InnerText == "1.300–1.320 s · 6 samples");
    }

    [Fact]
    public void The_time_axis_says_where_its_seconds_are_counted_from() =>
        Assert.Contains(
            XmlText.Elements(Draw(HeatMap.Create(ExampleProfiles.Service())), "text", "note"),
            text => text.InnerText == "seconds from 7 s of the recording’s clock");

    [Fact]
    public void Rows_with_names_are_drawn_as_their_golden_file() =>
        GoldenFiles.AssertEqual(
            "service.heatmap.cpu.svg",
            Exporter.ExportToString(HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { RowKind = HeatMapRowKind.Cpu })));

    [Fact]
    public void A_cell_of_a_row_with_a_name_says_the_name_and_the_column()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { RowKind = HeatMapRowKind.Cpu });
        Assert.Contains(CellsOf(Draw(map)), cell => cell.InnerText == "CPU 1 · 1.000–2.000 s · 6 samples");
    }

    [Theory]
    [InlineData(HeatMapRowKind.Thread)]
    [InlineData(HeatMapRowKind.Process)]
    [InlineData(HeatMapRowKind.Command)]
    public void Names_of_rows_cannot_break_the_svg_and_are_cut_to_fit(HeatMapRowKind kind)
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Evil(), new HeatMapOptions { RowKind = kind });
        List<XmlElement> names = XmlText.Elements(Draw(map), "text", "name");
        Assert.Equal(map.Rows, names.Count);
        Assert.All(names, name => Assert.True(name.FirstChild!.Value!.Length <= 32));

        // One process bears one of the names only, that of its main thread.
        Assert.Equal(
            kind != HeatMapRowKind.Process,
            names.Exists(name => name["title"]!.InnerText.StartsWith("<script>alert(1)</script>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rows_that_are_too_low_for_their_names_have_every_second_one_named()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Evil(), new HeatMapOptions { RowKind = HeatMapRowKind.Thread });
        Assert.Equal((map.Rows + 1) / 2, XmlText.Elements(Draw(map, new SvgHeatMapOptions { CellHeight = 7 }), "text", "name").Count);
    }

    [Fact]
    public void Weights_have_their_unit_instead_of_samples()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Clock().WeighedBy(SampleWeight.Value));
        XmlDocument svg = Draw(map);
        Assert.Contains(CellsOf(svg), cell => cell.InnerText == "0.000–0.020 s · 10.2 ms");
        Assert.Equal("time a cell", LegendOf(svg).First());
        Assert.Contains(XmlText.Elements(svg, "text", "note"), note => note.InnerText.StartsWith("30.6 ms · 3 samples · cpu-clock", StringComparison.Ordinal));
    }

    [Fact]
    public void The_notes_say_what_a_filter_leaves_out()
    {
        SampleFilter filter = SampleFilter.Default.And(SampleCondition.Cpu(1));
        HeatMap map = HeatMap.Create(ExampleProfiles.Service().Where(filter));
        Assert.Contains(XmlText.Elements(Draw(map), "text", "note"), note => note.InnerText.Contains("61 left out by the filter", StringComparison.Ordinal));
    }

    [Fact]
    public void A_map_without_columns_says_so()
    {
        XmlDocument svg = Draw(HeatMap.Create(ExampleProfiles.Service().Slice(new TimeRange(0, 0))));
        Assert.Contains(XmlText.Elements(svg, "text"), text => text.InnerText == "There are no samples to draw.");
    }

    [Fact]
    public void Names_of_events_cannot_break_the_svg() => Assert.NotEmpty(CellsOf(Draw(HeatMap.Create(ExampleProfiles.Evil()))));

    [Fact]
    public void It_has_no_script_and_a_name_for_those_who_cannot_see_it()
    {
        XmlDocument svg = Draw(HeatMap.Create(ExampleProfiles.Service()), new SvgHeatMapOptions { Title = "" });
        Assert.Empty(XmlText.Elements(svg, "script"));
        Assert.Equal("img", svg.DocumentElement!.GetAttribute("role"));
        Assert.Equal("Subsecond-offset heat map", svg.DocumentElement["title"]!.InnerText);
        Assert.NotEqual("", svg.DocumentElement["desc"]!.InnerText);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgHeatMapExporter(new SvgHeatMapOptions { CellWidth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgHeatMapExporter(new SvgHeatMapOptions { CellHeight = 5000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgHeatMapExporter(new SvgHeatMapOptions { Theme = (SvgTheme)3 }));
    }

    private static XmlDocument Draw(HeatMap map, SvgHeatMapOptions? options = null) =>
        XmlText.Parse(new SvgHeatMapExporter(options).ExportToString(map));

    private static List<XmlElement> CellsOf(XmlDocument svg) =>
        [.. XmlText.Elements(svg, "g", "cells").Single().ChildNodes.OfType<XmlElement>()];

    private static IEnumerable<string> LegendOf(XmlDocument svg) =>
        XmlText.Elements(svg, "g", "legend").Single().ChildNodes.OfType<XmlElement>()
            .Where(element => element.Name == "text").Select(text => text.InnerText);

    private static (int X, int Y) PlaceOf(XmlElement cell)
    {
        string[] numbers = cell.GetAttribute("d").Split('M', ' ', 'h');
        return (XmlConvert.ToInt32(numbers[1]), XmlConvert.ToInt32(numbers[2]));
    }
}
