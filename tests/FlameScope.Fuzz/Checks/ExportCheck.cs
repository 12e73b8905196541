using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using FlameScope.Export;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>What holds for what exporters write of any input that loads: JSON and SVG parse, folded stacks add up.</summary>
internal static class ExportCheck
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads an input and writes it in every format.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void Run(byte[] input)
    {
        if (LoaderCheck.Run(input) is not SampleStore store)
        {
            return;
        }

        Run(store, SampleFilter.Default);
        Run(store, new SampleFilter { Event = EventSelection.All, IncludeIdle = true });
    }

    private static void Run(SampleStore store, SampleFilter filter)
    {
        RootGrouping root = (RootGrouping)(store.Count % Enum.GetValues<RootGrouping>().Length);
        FlameTree tree = FlameTree.Create(store.Where(filter), new FlameTreeOptions { Root = root });
        RequireJson(Export(new JsonFlameTreeExporter(), tree));
        RequireSvg(Export(new SvgFlameGraphExporter(), tree));
        RequireFolded(Export(new FoldedExporter(), tree), tree);
        RunDifference(tree, FlameTree.Create(store.Where(filter)));
        TopTable table = TopTable.From(tree);
        RequireJson(Export(new JsonTopTableExporter(), table));
        RequireLines(Export(new CsvTopTableExporter(), table), table.Rows.Count + 1);
        RequireJson(Export(new SpeedscopeExporter(), store.Where(filter)));
        RequireJson(Export(new FirefoxExporter(), store.Where(filter)));
        RequireJson(Export(new CpuProfileExporter(), store.Where(filter)));
        if (StoreCheck.MapOf(store, filter) is HeatMap map)
        {
            RequireJson(Export(new JsonHeatMapExporter(), map));
            RequireSvg(Export(new SvgHeatMapExporter(), map));
            RequireLines(Export(new CsvHeatMapExporter(), map), map.Values.Length + 1);
            HeatMapOptions byThread = new() { RowKind = HeatMapRowKind.Thread, ColumnNanoseconds = map.ColumnWidth };
            RequireSvg(Export(new SvgHeatMapExporter(), HeatMap.Create(store.Where(filter), byThread)));
        }
    }

    private static void RunDifference(FlameTree baseline, FlameTree examined)
    {
        FlameDiff diff = FlameDiff.Create(baseline, examined);
        RequireJson(Export(new JsonFlameDiffExporter(), diff));
        RequireSvg(Export(new SvgFlameDiffExporter(new SvgFlameDiffOptions { Width = FlameDiffWidth.Both }), diff));
        RequireLines(Export(new CsvFrameDiffExporter(), diff), diff.Frames().Count + 1);
        int nodes = 0;
        for (int node = 0; node < diff.Count; node++)
        {
            nodes += diff.BaselineSelf[node] != 0 || diff.ExaminedSelf[node] != 0 ? 1 : 0;
        }

        RequireLines(Export(new FoldedDiffExporter(), diff), nodes);
    }

    private static void RequireLines(byte[] text, int count)
    {
        string[] lines = Strict.GetString(text).Split('\n');
        RequireEqual(count, lines.Length - 1, "number of lines");
        Require(lines[^1].Length == 0, "text without a line feed at the end");
    }

    private static byte[] Export<T>(IProfileExporter<T> exporter, T value)
    {
        ArrayBufferWriter<byte> output = new();
        exporter.Export(value, output);
        return output.WrittenSpan.ToArray();
    }

    private static void RequireJson(byte[] text)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }

        Require(reader.BytesConsumed > 0 && reader.CurrentDepth == 0, "JSON that does not end");
    }

    private static void RequireSvg(byte[] text)
    {
        Strict.GetCharCount(text);
        XmlReaderSettings settings = new() { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit };
        using XmlReader reader = XmlReader.Create(new MemoryStream(text), settings);
        bool isSvg = false;
        while (reader.Read())
        {
            isSvg |= reader is { Depth: 0, NodeType: XmlNodeType.Element, LocalName: "svg" };
        }

        Require(isSvg, "SVG without an svg element");
    }

    // java;Main.run;hash 12
    private static void RequireFolded(byte[] text, FlameTree tree)
    {
        string[] lines = Strict.GetString(text).Split('\n');
        Require(lines[^1].Length == 0, "folded stacks without a line feed at the end");
        long total = 0;
        foreach (string line in lines[..^1])
        {
            int blank = line.LastIndexOf(' ');
            Require(blank > 0 && !line.AsSpan().ContainsAny('\r', '\t', '\0'), $"no folded stack: {line}");
            total += long.Parse(line.AsSpan(blank + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        RequireEqual(tree.Total, total, "sum of the folded stacks");
        int nodes = 0;
        for (int node = 0; node < tree.Count; node++)
        {
            nodes += tree[node].Self > 0 ? 1 : 0;
        }

        RequireEqual(nodes, lines.Length - 1, "number of folded stacks");
    }
}
