using System.Globalization;
using System.Xml;
using FlameScope.Export;
using FlameScope.Export.Svg;
using FlameScope.Formats;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.Export;

/// <summary>Drawings of maps that have more cells than anybody can look at.</summary>
public sealed class SvgHeatMapJoinedTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(1, 1_001, 50, 1)]
    [InlineData(2, 3_600, 50, 2)]
    [InlineData(3, 21_601, 99, 3)]
    [InlineData(4, 40, 1_001, 4)]
    [InlineData(5, 1_999, 2_501, 5)]
    public void Every_cell_with_samples_is_under_a_colour_of_at_least_its_own_level(int seed, int columns, int rows, int bursts)
    {
        HeatMap map = Random(seed, columns, rows, bursts);
        Drawing drawing = new(map);
        HeatMapLevels scale = new(HeatMapScale.Of(map.Values));
        for (int column = 0; column < map.Columns; column++)
        {
            for (int row = 0; row < map.Rows; row++)
            {
                if (map.Column(column)[row] is long value and > 0)
                {
                    Assert.True(drawing.LevelAt(column, row) >= scale.LevelOf(value), $"{value} samples at {column}, {row}");
                }
            }
        }

        Assert.InRange(drawing.Width, 1, 2_000);
        Assert.InRange(drawing.Height, 1, 1_000);
    }

    [Fact]
    public void The_hottest_cell_is_seen_and_tells_its_own_time_and_count()
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        for (int second = 0; second < 6 * 3_600; second++)
        {
            for (int i = 0; i < (second == 12_345 ? 9 : 1); i++)
            {
                builder.AddSample(new SampleRecord((second * Second) + 500_000_000 + i, StackId.Empty, thread, @event));
            }
        }

        Drawing drawing = new(HeatMap.Create(builder.Build()));
        Assert.Contains("12345.500–12345.520 s · 9 samples", drawing.Titles);
        Assert.Equal(1, drawing.Titles.Count(title => title.EndsWith(" 9 samples", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1_000, 50, null)]
    [InlineData(1_001, 50, "the fullest cell of every 2 columns is shown")]
    [InlineData(20, 1_000, null)]
    [InlineData(20, 2_001, "the fullest cell of every 3 rows is shown")]
    [InlineData(2_001, 1_001, "the fullest cell of every 3 columns and 2 rows is shown")]
    public void A_drawing_says_where_cells_are_joined(int columns, int rows, string? expected)
    {
        Drawing drawing = new(Random(7, columns, rows, 1));
        Assert.Equal(expected is not null, drawing.Notes.Contains("the fullest cell", StringComparison.Ordinal));
        Assert.Contains(expected ?? "samples", drawing.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_of_a_size_that_was_asked_for_are_all_drawn()
    {
        HeatMap map = Random(9, 1_500, 10, 1);
        Drawing drawing = new(map, new SvgHeatMapOptions { CellWidth = 1 });
        Assert.Equal(1_500, drawing.Width);
        Assert.Equal(map.Values.ToArray().Count(value => value > 0), drawing.Titles.Count);
    }

    private static HeatMap Random(int seed, int columns, int rows, int bursts)
    {
        Random random = new(seed);
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        builder.AddSample(new SampleRecord(1, StackId.Empty, thread, @event));
        builder.AddSample(new SampleRecord((columns * Second) - 1, StackId.Empty, thread, @event));
        for (int i = 0; i < 500; i++)
        {
            builder.AddSample(new SampleRecord(random.NextInt64(columns * Second), StackId.Empty, thread, @event));
        }

        for (int burst = 0; burst < bursts; burst++)
        {
            long start = random.NextInt64(columns * Second);
            for (int i = 0; i < 3 + (burst * 20); i++)
            {
                builder.AddSample(new SampleRecord(start, StackId.Empty, thread, @event));
            }
        }

        HeatMap map = HeatMap.Create(builder.Build(), new HeatMapOptions { Rows = rows });
        Assert.Equal((columns, rows), (map.Columns, map.Rows));
        return map;
    }

    private sealed class Drawing
    {
        private readonly Dictionary<(long X, long Y), int> _levels = [];
        private readonly HeatMap _map;
        private readonly long _left;
        private readonly long _top;
        private readonly long _cellWidth = 1;
        private readonly long _cellHeight = 1;

        public Drawing(HeatMap map, SvgHeatMapOptions? options = null)
        {
            _map = map;
            XmlDocument svg = XmlText.Parse(new SvgHeatMapExporter(options).ExportToString(map));
            XmlElement zero = svg.DocumentElement!.ChildNodes.OfType<XmlElement>().Single(one => one.GetAttribute("class") == "zero");
            (_left, _top, Width, Height) = (Number(zero, "x"), Number(zero, "y"), Number(zero, "width"), Number(zero, "height"));
            Notes = svg.DocumentElement["desc"]!.InnerText;
            foreach (XmlElement cell in XmlText.Elements(svg, "g", "cells").Single().ChildNodes.OfType<XmlElement>())
            {
                string[] parts = cell.GetAttribute("d").Split('M', ' ', 'h', 'v');
                (_cellWidth, _cellHeight) = (Long(parts[3]), Long(parts[4]));
                _levels.Add((Long(parts[1]), Long(parts[2])), int.Parse(cell.GetAttribute("class")[1..], CultureInfo.InvariantCulture));
                Titles.Add(cell["title"]!.InnerText);
            }
        }

        public List<string> Titles { get; } = [];

        public string Notes { get; }

        public long Width { get; }

        public long Height { get; }

        /// <summary>The level of what is drawn where a cell of the map is; -1 for nothing.</summary>
        public int LevelAt(int column, int row)
        {
            int columnsJoined = (int)((_map.Columns + (Width / _cellWidth) - 1) / (Width / _cellWidth));
            int rowsJoined = (int)((_map.Rows + (Height / _cellHeight) - 1) / (Height / _cellHeight));
            long x = _left + (column / columnsJoined * _cellWidth);
            long y = _top + Height - (((row / rowsJoined) + 1) * _cellHeight);
            return _levels.GetValueOrDefault((x, y), -1);
        }

        private static long Number(XmlElement element, string name) => Long(element.GetAttribute(name));

        private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
