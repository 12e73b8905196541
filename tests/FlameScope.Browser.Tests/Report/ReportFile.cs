using FlameScope.Export;
using FlameScope.Report;
using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Report;

/// <summary>A report of a bundled recording in a folder of its own.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportFile(string recording, HtmlReportOptions? options = null)
        : this(ProfileLoader.Load(Repository.PathOf($"samples/profiles/{recording}")), (options ?? new HtmlReportOptions()) with
        {
            File = ReportedFile.From(Repository.PathOf($"samples/profiles/{recording}")),
        })
    {
    }

    public ReportFile(SampleStore store, HtmlReportOptions options)
    {
        using FileStream file = File.Create(Path);
        new HtmlReportExporter(options).Export(store, file);
    }

    public string Path => _folder.PathOf("report.html");

    /// <summary>Where it is on the disk, with what an address has after its path.</summary>
    public Uri Address(string query = "") => new(new Uri(Path).AbsoluteUri + query);

    /// <summary>Changes the document's text, as a mail program or a vandal does.</summary>
    public void Change(Func<string, string> change) => File.WriteAllText(Path, change(File.ReadAllText(Path)));

    public void Dispose() => _folder.Dispose();
}
