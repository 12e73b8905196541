using System.Globalization;
using System.Text;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Live;

/// <summary>Everything that is shown of a profile, as one text.</summary>
internal static class AllExports
{
    public static SampleFilter Everything { get; } = new() { Event = EventSelection.All, IncludeIdle = true, IncludeWaiting = true };

    public static string Of(SampleStore store)
    {
        StringBuilder text = new();
        foreach (SampleFilter filter in (SampleFilter[])[SampleFilter.Default, Everything, .. store.EventKinds.ToArray().Select(kind => new SampleFilter { Event = EventSelection.Named(store.Strings.GetString(kind.Name)) })])
        {
            ProfileSlice slice = store.Where(filter);
            if (store.TimeAxis == TimeAxis.Clock)
            {
                HeatMap map = HeatMap.Create(slice, new HeatMapOptions { MaxCells = 10_000_000 });
                text.AppendLine(new JsonHeatMapExporter().ExportToString(map)).AppendLine(new SvgHeatMapExporter().ExportToString(map));
            }

            FlameTree tree = FlameTree.Create(slice, new FlameTreeOptions { Root = RootGrouping.Thread });
            text.AppendLine(new JsonFlameTreeExporter().ExportToString(tree)).AppendLine(new FoldedExporter().ExportToString(tree));
            text.AppendLine(new CsvTopTableExporter().ExportToString(TopTable.Create(slice)));
        }

        if (store.TimeAxis == TimeAxis.Clock)
        {
            text.AppendJoin('\n', PerturbationFinder.Find(store).Select(found => $"{found} {found.Evidence.ToString("R", CultureInfo.InvariantCulture)}")).AppendLine();
        }

        ProfileSummary summary = ProfileSummary.From(store);
        text.AppendLine(CultureInfo.InvariantCulture, $"{store.Count} {store.TimeRange} {store.Origin} {store.TimeAxis} {store.Header} {summary.Idle} {summary.Waiting} {summary.Stackless} {summary.Markers}");
        text.AppendLine(string.Join(' ', summary.Threads.Select(thread => $"{thread}"))).AppendLine(string.Join(' ', summary.Events.Select(@event => $"{@event}")));
        LoadReport report = store.Report;
        text.AppendLine((report with { Diagnostics = [], Notes = [], SymbolNotes = [] }).ToString());
        text.AppendJoin('\n', report.Diagnostics).AppendJoin('\n', report.Notes).AppendJoin('\n', report.SymbolNotes).AppendLine();
        foreach (Marker marker in store.Markers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{marker.Range} {store.Strings.GetString(marker.Name)} {store.Strings.GetString(marker.Kind)} {store.Strings.GetString(marker.Text)}");
        }

        return text.ToString();
    }
}
