using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

public sealed class TableExporterTests
{
    [Fact]
    public void A_table_is_a_record_a_function_the_busiest_first() =>
        Assert.Equal(
            """
            function,kind,module,self,total
            "memcpy",user,"/usr/lib/libc.so.6",20,30
            "Map.get",inlined,"/tmp/perf-10.map",16,16
            "Server.run",jit,"/tmp/perf-10.map",10,66
            "[unknown]",unknown,"",10,10
            "do_page_fault",kernel,"[kernel.kallsyms]",10,10

            """,
            new CsvTopTableExporter().ExportToString(TopTable.Create(ExampleProfiles.Service())));

    [Theory]
    [InlineData("say \"hi\", twice", "\"say \"\"hi\"\", twice\"")]
    [InlineData("line\nfeed\r", "\"line␊feed␍\"")]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("-[NSObject alloc]", "\"'-[NSObject alloc]\"")]
    [InlineData("@SUM", "\"'@SUM\"")]
    [InlineData("名前", "\"名前\"")]
    public void Names_cannot_end_their_field_or_become_formulas(string name, string field)
    {
        string csv = new CsvTopTableExporter().ExportToString(TopTable.Create(Stores.Of((0, "app", name))));
        Assert.Equal($"function,kind,module,self,total\n{field},user,\"app\",1,1\n", csv);
    }

    [Fact]
    public void Without_the_guard_against_formulas_names_are_exact()
    {
        CsvTopTableExporter exporter = new(new CsvOptions { EscapeFormulas = false });
        string csv = exporter.ExportToString(TopTable.Create(Stores.Of((0, "app", "+[NSObject alloc]"))));
        Assert.Contains("\n\"+[NSObject alloc]\",", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_written_as_its_golden_json() =>
        GoldenFiles.AssertEqual("service.toptable.json", new JsonTopTableExporter().ExportToString(TopTable.Create(ExampleProfiles.Service())));

    [Fact]
    public void The_json_of_a_table_has_the_row_of_every_function()
    {
        TopTable table = TopTable.Create(ExampleProfiles.Service().Slice(new TimeRange(8_000_000_000, 8_500_000_000)));
        using JsonDocument json = JsonDocument.Parse(new JsonTopTableExporter().ExportToString(table));
        Assert.Equal(table.Total, json.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(8_000_000_000, json.RootElement.GetProperty("start").GetInt64());
        Assert.Equal(
            table.Rows.Select(row => (row.Name, row.Module, row.Self, row.Total)),
            json.RootElement.GetProperty("functions").EnumerateArray().Select(row => (
                row.GetProperty("n").GetString()!,
                row.GetProperty("module").GetString()!,
                row.GetProperty("self").GetInt64(),
                row.GetProperty("total").GetInt64())));
    }

    [Fact]
    public void A_map_is_a_record_a_cell_with_the_cells_time()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { Rows = 2 });
        Assert.Equal(
            """
            start_ns,end_ns,row,value
            7000000000,7500000000,0,16
            7500000000,8000000000,1,16
            8000000000,8500000000,0,21
            8500000000,9000000000,1,14

            """,
            new CsvHeatMapExporter().ExportToString(map));
    }

    [Fact]
    public void Rows_with_names_have_them_and_cells_of_a_map_add_up()
    {
        HeatMap map = HeatMap.Create(ExampleProfiles.Service(), new HeatMapOptions { RowKind = HeatMapRowKind.Cpu });
        string[] lines = new CsvHeatMapExporter().ExportToString(map).Split('\n')[1..^1];
        Assert.Equal("8000000000,9000000000,\"CPU 1\",6", lines[^1]);
        Assert.Equal(map.Coverage.Shown, lines.Sum(line => long.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
