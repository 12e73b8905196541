using System.IO.Compression;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

public sealed class JsonHeatMapExporterTests
{
    private static readonly JsonHeatMapExporter Exporter = new();

    [Fact]
    public void A_small_map_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual(
            "service.heatmap.json",
            Exporter.ExportToString(HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { Rows = 10 })));

    [Fact]
    public void Rows_and_values_run_from_the_latest_offset_down()
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Service()));
        Assert.Equal(980.0, json.RootElement.GetProperty("rows")[0].GetDouble());
        Assert.Equal("0.0", json.RootElement.GetProperty("rows")[49].GetRawText());

        // Six extra samples at 8.3 s: second column, offset 300 ms, which is row 15 from below and 34 from above.
        Assert.Equal(6, json.RootElement.GetProperty("values")[1][49 - 15].GetInt64());
        Assert.Equal(7, json.RootElement.GetProperty("maxvalue").GetInt64() + 1);
    }

    [Fact]
    public void Columns_are_counted_from_the_origin_of_the_profile()
    {
        TimeRange range = new(8_000_000_000, 9_000_000_000);
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Service().Slice(range)));
        Assert.Equal([1], json.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetInt32()));
        Assert.Equal(7_000_000_000, json.RootElement.GetProperty("profileOrigin").GetInt64());
        Assert.Equal(8_000_000_000, json.RootElement.GetProperty("origin").GetInt64());
    }

    [Fact]
    public void Rows_with_names_stand_in_the_order_of_their_names()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { RowKind = HeatMapRowKind.Cpu });
        using JsonDocument json = Export(map);
        Assert.Equal("cpu", json.RootElement.GetProperty("rowKind").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("rows").GetArrayLength());
        Assert.Equal(["CPU unknown", "CPU 0", "CPU 1"], json.RootElement.GetProperty("rowNames").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([0, 29, 6], json.RootElement.GetProperty("values")[1].EnumerateArray().Select(value => value.GetInt64()));
    }

    [Fact]
    public void A_map_of_offsets_has_no_names_of_rows()
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Service()));
        Assert.Equal("offset", json.RootElement.GetProperty("rowKind").GetString());
        Assert.False(json.RootElement.TryGetProperty("rowNames", out _));
    }

    [Fact]
    public void A_weighted_map_says_its_metric_and_adds_up_to_the_shown_weight()
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Clock().WeighedBy(SampleWeight.Value)));
        Assert.Equal("ns", json.RootElement.GetProperty("metric").GetProperty("unit").GetString());
        Assert.Equal(30_600_000, json.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(3, json.RootElement.GetProperty("coverage").GetProperty("shown").GetInt64());
    }

    [Fact]
    public void The_cells_the_column_totals_and_the_account_add_up()
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Service()));
        JsonElement root = json.RootElement;
        long cells = root.GetProperty("values").EnumerateArray().SelectMany(column => column.EnumerateArray()).Sum(cell => cell.GetInt64());
        long columns = root.GetProperty("columnTotals").EnumerateArray().Sum(total => total.GetInt64());
        JsonElement coverage = root.GetProperty("coverage");
        Assert.Equal(root.GetProperty("total").GetInt64(), cells);
        Assert.Equal(cells, columns);
        Assert.Equal(cells, coverage.GetProperty("shown").GetInt64());
        Assert.Equal(
            coverage.GetProperty("events").GetInt64(),
            coverage.GetProperty("shown").GetInt64() + coverage.GetProperty("idle").GetInt64()
                + coverage.GetProperty("filteredByEvent").GetInt64() + coverage.GetProperty("filteredByRange").GetInt64()
                + coverage.GetProperty("unparsed").GetInt64());
    }

    [Fact]
    public void A_map_without_columns_is_valid()
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Service().Slice(new TimeRange(0, 0))));
        Assert.Empty(json.RootElement.GetProperty("columns").EnumerateArray());
        Assert.Empty(json.RootElement.GetProperty("values").EnumerateArray());
        Assert.Equal(50, json.RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task It_has_the_members_and_values_of_what_flamescope_prints()
    {
        string corpus = Path.Combine(AppContext.BaseDirectory, "Data", "corpus");
        using JsonDocument theirs = await ReadGzipAsync(Path.Combine(corpus, "oracle", "02-header.heatmap50.json.gz"));
        HeatMap map = HeatMap.Create(await ProfileLoader.LoadAsync(
            Path.Combine(corpus, "formats", "02-header.txt.gz"), cancellationToken: TestContext.Current.CancellationToken));
        using JsonDocument ours = Export(map);
        foreach (JsonProperty member in theirs.RootElement.EnumerateObject())
        {
            Assert.Equal(member.Value.GetRawText().Replace(" ", "", StringComparison.Ordinal), ours.RootElement.GetProperty(member.Name).GetRawText());
        }
    }

    [Theory]
    [InlineData(1_000_000_000, 49, "979.591837")]
    [InlineData(10_000_000_000, 10, "9000.0")]
    [InlineData(1_000, 4, "0.00075")]
    public void Offsets_are_exact_milliseconds(long width, int rows, string last)
    {
        using JsonDocument json = Export(HeatMap.Create(ExampleProfiles.Deep(1), new HeatMapOptions { ColumnNanoseconds = width, Rows = rows }));
        Assert.Equal(last, json.RootElement.GetProperty("rows")[0].GetRawText());
        Assert.Equal(width, json.RootElement.GetProperty("columnWidth").GetInt64());
    }

    private static JsonDocument Export(HeatMap map) => JsonDocument.Parse(Exporter.ExportToString(map));

    private static async Task<JsonDocument> ReadGzipAsync(string path)
    {
        await using GZipStream text = new(File.OpenRead(path), CompressionMode.Decompress);
        return await JsonDocument.ParseAsync(text);
    }
}
