using System.Globalization;
using System.Text;
using FlameScope.Report.Packing;

namespace FlameScope.Report.Document;

/// <summary>The report in a few lines, for readers without script, for print, and for what searches files.</summary>
internal static class ReportSummary
{
    private const int MaxFindings = 10;
    private const int MaxFunctions = 10;

    public static void Write(ReportContent content, StringBuilder html)
    {
        html.Append($"<article id=\"summary\">\n<h1>{PlainHtml.Of(content.Title)}</h1>\n");
        if (content.Notes is string notes)
        {
            foreach (string paragraph in notes.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                html.Append($"<p>{PlainHtml.Of(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>\n");
            }
        }

        foreach ((int index, ReportedProfile profile) in content.Profiles.Index())
        {
            if (index > 0)
            {
                html.Append("<h2>Baseline</h2>\n");
            }

            WriteProfile(profile, html);
        }

        html.Append(CultureInfo.InvariantCulture, $"<p>{Generator.Text}. Open this file in a browser that runs scripts for the heat map and the flame graph of any slice.</p>\n</article>\n");
    }

    private static void WriteProfile(ReportedProfile profile, StringBuilder html)
    {
        WriteList(FactsOf(profile), html);
        WriteList([.. profile.LeftOut, .. profile.Account], html);
        if (profile.Store.Count == 0)
        {
            return;
        }

        if (!profile.Findings.IsEmpty)
        {
            html.Append("<h2>Findings</h2>\n");
            WriteList(profile.Findings.Take(MaxFindings).Select(static finding => finding.Summary), html);
        }

        TopTable table = TopTable.Create(profile.Store);
        html.Append($"<h2>Functions</h2>\n<table>\n<tr><th>Self</th><th>Total</th><th>Function</th><th>Module</th></tr>\n");
        foreach (TopRow row in table.Rows.Where(static row => row.Self > 0).OrderByDescending(static row => row.Self).Take(MaxFunctions))
        {
            html.Append($"<tr><td>{Share(row.Self, table.Total)}</td><td>{Share(row.Total, table.Total)}</td><td>{PlainHtml.Of(row.Name)}</td><td>{PlainHtml.Of(row.Module)}</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static IEnumerable<string> FactsOf(ReportedProfile profile)
    {
        SampleStore store = profile.Store;
        yield return profile.File is ReportedFile file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Name}, {file.Bytes:N0} bytes, SHA-256 {file.Sha256}.")
            : $"{profile.Name}.";
        string length = store.TimeAxis == TimeAxis.Clock
            ? string.Create(CultureInfo.InvariantCulture, $" in {store.TimeRange.Duration / 1e9m:0.###} s")
            : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{store.Count:N0} samples{length}, read as {store.Report.Format}.");
        if (store.TimeAxis == TimeAxis.Clock && store.Header.WallClockOf(store.Origin) is DateTimeOffset start)
        {
            yield return $"Times count from {start.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} UTC.";
        }
    }

    private static void WriteList(IEnumerable<string> sentences, StringBuilder html)
    {
        List<string> all = [.. sentences];
        if (all.Count == 0)
        {
            return;
        }

        html.Append("<ul>\n");
        foreach (string sentence in all)
        {
            html.Append($"<li>{PlainHtml.Of(sentence)}</li>\n");
        }

        html.Append("</ul>\n");
    }

    private static string Share(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 0 : 100.0 * part / whole):0.0} %");
}
