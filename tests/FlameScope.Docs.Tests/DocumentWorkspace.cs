using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests;

/// <summary>A folder as the documentation's reader has it: the bundled recordings, under the names that the texts use.</summary>
internal sealed class DocumentWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DocumentWorkspace()
    {
        string profiles = Directory.CreateDirectory(_folder.PathOf("samples/profiles")).FullName;
        foreach (string recording in Directory.EnumerateFiles(Repository.PathOf("samples/profiles"), "*.gz"))
        {
            File.Copy(recording, System.IO.Path.Combine(profiles, System.IO.Path.GetFileName(recording)));
        }

        File.Copy(Repository.PathOf("samples/profiles/orders.perf.gz"), _folder.PathOf("app.perf.gz"));
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
