using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

/// <summary>Markers are ticks under the map, a row for each kind.</summary>
public sealed class SvgHeatMapMarkerTests
{
    private const long Second = 1_000_000_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_map_without_markers_has_no_trace_of_them() =>
        Assert.DoesNotContain("marker", new SvgHeatMapExporter().ExportToString(HeatMap.Create(ExampleProfiles.Service())), StringComparison.Ordinal);

    [Fact]
    public void Each_marker_is_a_tick_at_its_time_with_its_texts_on_hover()
    {
        XElement[] ticks = TicksOf(Draw(Profile(
            (2 * Second, 0, "GC <gen 2>", "gc"), ((5 * Second) + (Second / 2), Second, "deploy", ""))));
        Assert.Equal(["GC <gen 2> · gc · 2.000 s", "deploy · 5.500–6.500 s"], ticks.Select(tick => tick.Element(Svg + "title")!.Value));

        // Ten columns of twenty pixels: a column for a second.
        (long X, long Width)[] places = [.. ticks.Select(PlaceOf)];
        Assert.Equal((1, 20), (places[0].Width, places[1].Width));
        Assert.Equal(70, places[1].X - places[0].X);
    }

    [Fact]
    public void Kinds_have_rows_with_names()
    {
        XElement drawing = Draw(Profile((1 * Second, 0, "a", "gc"), (2 * Second, 0, "b", "lost"), (3 * Second, 0, "c", "gc")));
        XElement group = GroupOf(drawing)!;
        Assert.Equal(["gc", "lost"], group.Elements(Svg + "text").Select(text => text.Nodes().OfType<XText>().First().Value));
        string[] rows = [.. TicksOf(drawing).Select(tick => tick.Attribute("d")!.Value.Split(' ', 'h')[1])];
        Assert.Equal(rows[0], rows[2]);
        Assert.NotEqual(rows[0], rows[1]);
    }

    [Fact]
    public void Many_kinds_share_the_last_row()
    {
        XElement drawing = Draw(Profile([.. Enumerable.Range(0, 9).Select(i => (i * Second, 0L, "m", $"kind {i}"))]));
        Assert.Equal("others", GroupOf(drawing)!.Elements(Svg + "text").Last().Element(Svg + "title")!.Value);
        Assert.Equal(6, TicksOf(drawing).Select(tick => tick.Attribute("d")!.Value.Split(' ', 'h')[1]).Distinct().Count());
    }

    [Fact]
    public void Of_very_many_markers_evenly_chosen_ones_are_drawn_and_the_others_are_counted()
    {
        XElement drawing = Draw(Profile([.. Enumerable.Range(0, 5000).Select(i => (i * (Second / 500), 0L, "m", ""))]));
        XElement[] ticks = TicksOf(drawing);
        Assert.Equal(2000, ticks.Length);
        Assert.Contains("3,000 markers not drawn", drawing.Value, StringComparison.Ordinal);
        Assert.InRange(ticks.Count(tick => PlaceOf(tick).X < PlaceOf(ticks[0]).X + 100), 900, 1100);
    }

    [Fact]
    public void Markers_beside_the_map_are_counted_and_those_across_its_edge_are_cut()
    {
        XElement drawing = Draw(Profile((-50 * Second, 0, "before", ""), (-5 * Second, 7 * Second, "across", ""), (70 * Second, 0, "after", "")));
        (long x, long width) = PlaceOf(Assert.Single(TicksOf(drawing)));
        Assert.Equal(40, width);
        Assert.Contains("2 markers not drawn", drawing.Value, StringComparison.Ordinal);
        Assert.True(x > 0);
    }

    [Fact]
    public void What_lies_below_the_ticks_moves_down()
    {
        int plain = HeightOf(Draw(Profile()));
        Assert.Equal(plain + 22, HeightOf(Draw(Profile((Second, 0, "a", "gc")))));
        Assert.Equal(plain + 36, HeightOf(Draw(Profile((Second, 0, "a", "gc"), (Second, 0, "a", "lost")))));
    }

    [Fact]
    public void Rows_with_names_have_the_same_ticks()
    {
        HeatMap map = HeatMap.Create(Profile((Second, 0, "a", "gc")), new HeatMapOptions { RowKind = HeatMapRowKind.Thread });
        Assert.Single(TicksOf(XElement.Parse(new SvgHeatMapExporter(new SvgHeatMapOptions { CellWidth = 20 }).ExportToString(map))));
    }

    private static XElement Draw(SampleStore store) =>
        XElement.Parse(new SvgHeatMapExporter(new SvgHeatMapOptions { CellWidth = 20 }).ExportToString(HeatMap.Create(store)));

    private static XElement? GroupOf(XElement drawing) => drawing.Elements(Svg + "g").SingleOrDefault(group => group.Attribute("class")?.Value == "markers");

    private static XElement[] TicksOf(XElement drawing) => [.. GroupOf(drawing)?.Elements(Svg + "path") ?? []];

    private static int HeightOf(XElement drawing) => int.Parse(drawing.Attribute("height")!.Value, CultureInfo.InvariantCulture);

    // M{x} {y}h{width}v…
    private static (long X, long Width) PlaceOf(XElement tick)
    {
        string[] parts = tick.Attribute("d")!.Value.Split('M', ' ', 'h', 'v');
        return (long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    private static SampleStore Profile(params (long Time, long Length, string Name, string Kind)[] markers)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 10; i++)
        {
            builder.Add(i * Second, "app", "main");
        }

        foreach ((long time, long length, string name, string kind) in markers)
        {
            builder.AddMarker(new Marker(new TimeRange(time, time + length), builder.AddString(Encoding.UTF8.GetBytes(name)))
            {
                Kind = builder.AddString(Encoding.UTF8.GetBytes(kind)),
            });
        }

        return builder.Build();
    }
}
