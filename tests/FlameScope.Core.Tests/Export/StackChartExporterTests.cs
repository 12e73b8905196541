using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

public sealed class StackChartExporterTests
{
    [Fact]
    public void A_chart_is_written_as_its_golden_json() =>
        GoldenFiles.AssertEqual("service.stackchart.json", new JsonStackChartExporter().ExportToString(Chart()));

    [Fact]
    public void A_chart_is_drawn_as_its_golden_picture() =>
        GoldenFiles.AssertEqual("service.stackchart.svg", new SvgStackChartExporter(new SvgStackChartOptions { Theme = SvgTheme.Light }).ExportToString(Chart()));

    [Fact]
    public void The_json_has_every_frame_of_every_lane()
    {
        StackChart chart = Chart();
        using JsonDocument json = JsonDocument.Parse(new JsonStackChartExporter().ExportToString(chart));
        List<(string, int, long, long, long)> written = [];
        foreach (JsonElement frame in json.RootElement.GetProperty("lanes").EnumerateArray().SelectMany(lane => lane.GetProperty("frames").EnumerateArray()))
        {
            written.Add((
                frame.GetProperty("n").GetString()!,
                frame.GetProperty("depth").GetInt32(),
                frame.GetProperty("start").GetInt64(),
                frame.GetProperty("end").GetInt64(),
                frame.GetProperty("v").GetInt64()));
        }

        Assert.Equal(
            Enumerable.Range(0, chart.Count).Select(i => (chart[i].NameText, chart[i].Depth, chart[i].Start, chart[i].End, chart[i].Value)),
            written);
    }

    [Fact]
    public void A_drawing_is_well_formed_whatever_names_are() =>
        System.Xml.Linq.XDocument.Parse(new SvgStackChartExporter().ExportToString(StackChart.Create(ExampleProfiles.Evil())));

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgStackChartExporter(new SvgStackChartOptions { Width = 10 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SvgStackChartExporter(new SvgStackChartOptions { Theme = (SvgTheme)9 }));
    }

    private static StackChart Chart() => StackChart.Create(ExampleProfiles.Service().Slice(new TimeRange(7_000_000_000, 7_500_000_000)));
}
