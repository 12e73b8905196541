using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The exporter behind each name of a format.</summary>
internal static class Exporters
{
    public static IProfileExporter<HeatMap> ForHeatMap(string format) => format switch
    {
        "json" => new JsonHeatMapExporter(),
        "svg" => new SvgHeatMapExporter(),
        "csv" => new CsvHeatMapExporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of heat maps."),
    };

    public static IProfileExporter<FlameTree> ForFlameTree(string format) => format switch
    {
        "json" => new JsonFlameTreeExporter(),
        "svg" => new SvgFlameGraphExporter(),
        "folded" => new FoldedExporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of flame graphs."),
    };

    public static IProfileExporter<TopTable> ForTopTable(string format) => format switch
    {
        "json" => new JsonTopTableExporter(),
        "csv" => new CsvTopTableExporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of tables."),
    };

    public static IProfileExporter<FlameDiff> ForDiff(string format) => format switch
    {
        "json" => new JsonFlameDiffExporter(),
        "svg" => new SvgFlameDiffExporter(new SvgFlameDiffOptions { Width = FlameDiffWidth.Both }),
        "folded" => new FoldedDiffExporter(),
        "csv" => new CsvFrameDiffExporter(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format of differences."),
    };
}
