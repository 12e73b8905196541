using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Writes the table of functions.</summary>
internal static class TopText
{
    private const int WidestName = 64;

    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows in the order to write them.</param>
    /// <param name="limit">The most rows to write.</param>
    /// <param name="caption">What is shown: the slice and the filter.</param>
    /// <param name="terminal">What can be written.</param>
    /// <param name="text">Where to write.</param>
    public static void Write(
        TopTable table, IReadOnlyList<TopRow> rows, int limit, string caption, TerminalCapabilities terminal, TextWriter text)
    {
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(table.EventName)} · {Quantity.Shown(table.Coverage, table.Metric)} · {caption} · {rows.Count:N0} frames"));
        text.WriteLine();
        if (table.Total > 0)
        {
            text.WriteLine($"{"self",20}{"total",20}   frame");
            WriteRows(table, rows, limit, terminal, text);
        }

        text.WriteLine();
        text.WriteLine(CoverageLine.Of(table.Coverage));
        if (table.Total == 0)
        {
            text.WriteLine($"There is nothing to list: {EmptyView.ReasonOf(table.Coverage)}");
        }
    }

    private static void WriteRows(TopTable table, IReadOnlyList<TopRow> rows, int limit, TerminalCapabilities terminal, TextWriter text)
    {
        FrameWriter frames = new(terminal, text);
        int listed = Math.Min(limit, rows.Count);
        string[] names = [.. rows.Take(listed).Select(row => frames.NameOf(row.Name, row.Kind))];
        int width = Math.Min(WidestName, names.Length == 0 ? 0 : names.Max(name => name.Length));
        for (int i = 0; i < listed; i++)
        {
            TopRow row = rows[i];
            Numbers(row.Self);
            Numbers(row.Total);
            text.Write("   ");
            frames.Write(names[i], row.Kind);
            string module = PlaceOf(row);
            text.WriteLine(module.Length == 0 || module == row.Name ? "" : $"{new string(' ', Math.Max(0, width - names[i].Length))}  {module}");
        }

        if (listed < rows.Count)
        {
            Numbers(rows.Skip(listed).Sum(row => row.Self));
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",23}… {rows.Count - listed:N0} more; --limit {rows.Count} shows all"));
        }

        frames.WriteLegend();

        void Numbers(long value) => text.Write(string.Create(
            CultureInfo.InvariantCulture, $"{100.0 * value / table.Total,8:F1} %{table.Metric.Format(value),10}"));
    }

    // catalog.js:12; the module where no source file is known.
    private static string PlaceOf(TopRow row) => row.File.Length == 0 ? FileNameOf(row.Module)
        : row.Line == 0 ? FileNameOf(row.File)
        : string.Create(CultureInfo.InvariantCulture, $"{FileNameOf(row.File)}:{row.Line}");

    private static string FileNameOf(string module)
    {
        string name = module[(module.LastIndexOf('/') + 1)..];
        return PlainText.Of(name.Length > 0 ? name : module);
    }
}
