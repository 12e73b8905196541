using System.Buffers;
using System.Text;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Docs.Tests.Json;

/// <summary>What the library's exporters write is what docs/json.md says.</summary>
public sealed class ExportSchemaTests
{
    private static readonly SampleStore Store = SampleProfile.Create();
    private static readonly SampleStore Saturated = SampleProfile.CreateSaturated();
    private static readonly ProfileSlice OffCpu = Saturated.Where(new SampleFilter { Event = EventSelection.Named("off-cpu") });

    private static readonly SampleStore OfNode = ProfileLoader.LoadAsync(new MemoryStream("""
        {"nodes":[{"id":1,"callFrame":{"functionName":"run","url":"app.js","lineNumber":6}}],"startTime":0,"endTime":9,"samples":[1],"timeDeltas":[5]}
        """u8.ToArray())).GetAwaiter().GetResult();

    private static readonly SampleStore ShortNamed = ProfileLoader.LoadAsync(new MemoryStream("main;void Namespace::Type<int>::run(int) 1\n"u8.ToArray()))
        .GetAwaiter().GetResult().WithNames(FrameNames.Short);

    [Fact]
    public void The_heat_map_has_the_documented_members() => Check(
        "flamescope.heatmap",
        new JsonHeatMapExporter().ExportToString(HeatMap.Create(Saturated)),
        new JsonHeatMapExporter().ExportToString(HeatMap.Create(OffCpu)),
        new JsonHeatMapExporter().ExportToString(HeatMap.Create(Store)),
        new JsonHeatMapExporter().ExportToString(HeatMap.Create(Store, new HeatMapOptions { RowKind = HeatMapRowKind.Command })));

    [Fact]
    public void The_flame_tree_has_the_documented_members() => Check(
        "flamescope.flametree",
        new JsonFlameTreeExporter().ExportToString(FlameTree.Create(Saturated)),
        new JsonFlameTreeExporter().ExportToString(FlameTree.Create(OffCpu)),
        new JsonFlameTreeExporter().ExportToString(FlameTree.Create(Store)),
        new JsonFlameTreeExporter().ExportToString(FlameTree.Create(Store.Slice(Store.RangeOfSeconds(0, 1)))),
        new JsonFlameTreeExporter().ExportToString(Sandwich.From(FlameTree.Create(Store), "read").Callers));

    [Fact]
    public void The_difference_has_the_documented_members() => Check(
        "flamescope.flamediff",
        new JsonFlameDiffExporter().ExportToString(FlameDiff.Create(FlameTree.Create(Saturated), FlameTree.Create(Saturated))),
        new JsonFlameDiffExporter().ExportToString(FlameDiff.Create(FlameTree.Create(OffCpu), FlameTree.Create(OffCpu))),
        new JsonFlameDiffExporter().ExportToString(FlameDiff.Create(
            FlameTree.Create(Store.Slice(Store.RangeOfSeconds(0, 1))), FlameTree.Create(Store.Slice(Store.RangeOfSeconds(2, 3))))));

    [Fact]
    public void The_table_has_the_documented_members() => Check(
        "flamescope.toptable",
        new JsonTopTableExporter().ExportToString(TopTable.Create(Saturated)),
        new JsonTopTableExporter().ExportToString(TopTable.Create(OffCpu)),
        new JsonTopTableExporter().ExportToString(TopTable.Create(OfNode)),
        new JsonTopTableExporter().ExportToString(TopTable.Create(ShortNamed)),
        new JsonTopTableExporter().ExportToString(TopTable.Create(Store)));

    [Fact]
    public void The_stack_chart_has_the_documented_members() => Check(
        "flamescope.stackchart",
        new JsonStackChartExporter().ExportToString(StackChart.Create(Saturated)),
        new JsonStackChartExporter().ExportToString(StackChart.Create(OffCpu)),
        new JsonStackChartExporter().ExportToString(StackChart.Create(Store)));

    [Fact]
    public void The_speedscope_file_has_the_documented_members() => Check(
        "Speedscope", new SpeedscopeExporter().ExportToString(ProfileSlice.Of(Store)));

    [Fact]
    public void A_finding_with_markers_has_the_documented_members()
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            json.WritePerturbationValue(PerturbationFinder.Find(SampleProfile.CreateWithCollections())[0]);
        }

        // Others have a period, and culprits that were there before.
        Assert.All(
            SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf("A finding"), Encoding.UTF8.GetString(output.WrittenSpan)),
            mistake => Assert.Matches("^(?!markers).* never occurs$", mistake));
    }

    [Fact]
    public void A_member_that_is_written_but_not_documented_is_told_and_so_is_one_that_is_documented_but_not_written()
    {
        DocumentedMember[] documented = [new("a", false), new("b", true), new("e", false), new("e[].d", false)];

        Assert.Empty(SchemaCheck.MistakesIn(documented, """{"a":1,"e":[{"d":1}]}""", """{"a":1,"b":2,"e":[]}"""));
        Assert.Equal(["x is not documented"], SchemaCheck.MistakesIn(documented, """{"a":1,"b":2,"x":2,"e":[{"d":1}]}"""));
        Assert.Equal(["b never occurs"], SchemaCheck.MistakesIn(documented, """{"a":1,"e":[{"d":1}]}"""));
        Assert.Equal(["a is missing from an object"], SchemaCheck.MistakesIn(documented, """{"a":1,"b":1,"e":[{"d":1}]}""", """{"e":[]}"""));
    }

    private static void Check(string heading, params IEnumerable<string> texts) =>
        Assert.Empty(SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf(heading), texts));
}
