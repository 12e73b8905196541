using FlameScope.Export;
using FlameScope.Report;

namespace FlameScope;

/// <summary>Adds the report to the formats of output.</summary>
public static class ReportFormats
{
    /// <summary>These formats and one HTML file with the page and the samples of a slice.</summary>
    /// <param name="formats">The formats, such as <see cref="ExportFormats.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="formats"/> is <see langword="null"/>.</exception>
    public static ExportFormats AddReport(this ExportFormats formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
        return formats.Add(new ExportFormat<ProfileSlice>(
            "html", ".html", options => new HtmlReportExporter(new HtmlReportOptions { Title = options.Title ?? options.ProfileName })));
    }
}
