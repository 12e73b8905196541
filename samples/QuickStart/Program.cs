using FlameScope;
using FlameScope.Export;

string recording = args is [string path, ..] ? path : Path.Combine(AppContext.BaseDirectory, "orders.perf.gz");
SampleStore store = await ProfileLoader.LoadAsync(recording);
HeatMap map = HeatMap.Create(store, new HeatMapOptions { Rows = 10 });
Console.WriteLine($"{store.Count} samples: {map.Coverage.Shown} shown, {map.Coverage.Idle} idle");

// Time runs up each column and on to the next; the darkest character is the fullest cell.
for (int row = map.Rows - 1; row >= 0; row--)
{
    IEnumerable<char> cells = Enumerable.Range(0, map.Columns).Select(column =>
        " .:-=+*#%@"[(int)(map[new HeatMapCell(column, row)] * 9 / Math.Max(1, map.Maximum))]);
    Console.WriteLine($"{row * map.ColumnWidth / map.Rows / 1_000_000,3} ms |{string.Concat(cells)}|");
}

if (map.BusiestCell() is not HeatMapCell busiest)
{
    return;
}

TimeRange slice = map.RangeOf(busiest);
FlameTree tree = FlameTree.Create(store.Slice(slice));
Console.WriteLine($"Busiest cell: second {busiest.Column}, row {busiest.Row}, {map[busiest]} samples, {slice}");
foreach (FlameNode command in tree.Root.Children)
{
    Console.WriteLine($"  {command.Total,3} {command.NameText}");
}

string folder = Directory.CreateDirectory("artifacts").FullName;
await using FileStream heatMap = File.Create(Path.Combine(folder, "heatmap.svg"));
new SvgHeatMapExporter().Export(map, heatMap);
await using FileStream flameGraph = File.Create(Path.Combine(folder, "flamegraph.svg"));
new SvgFlameGraphExporter().Export(tree, flameGraph);
Console.WriteLine("Wrote artifacts/heatmap.svg and artifacts/flamegraph.svg");
