using System.Security.Cryptography;
using System.Text;

namespace FlameScope.Report;

/// <summary>
/// The explorer's page: a document, and the files that it refers to by addresses relative to its own. Their names have a hash of what is
/// in them, so a client may keep them for good.
/// </summary>
public sealed class ExplorerPage
{
    private const string Resources = "FlameScope.Report.Page/";
    private const string DocumentName = "index.html";

    private ExplorerPage(PageFile document, IReadOnlyList<PageFile> assets)
    {
        Document = document;
        Assets = assets;
    }

    /// <summary>Gets the HTML document; its path is <c>index.html</c>, though any address with a slash at its end may have it.</summary>
    public PageFile Document { get; }

    /// <summary>Gets the script, the styles and the icon; their paths are those that the document has.</summary>
    public IReadOnlyList<PageFile> Assets { get; }

    /// <summary>Reads the page out of this assembly. Each call reads it again: keep the result.</summary>
    /// <returns>The page.</returns>
    public static ExplorerPage Load()
    {
        string document = Encoding.UTF8.GetString(Read(DocumentName));
        List<PageFile> assets = [];
        foreach (string resource in typeof(ExplorerPage).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (resource.StartsWith(Resources, StringComparison.Ordinal) && resource[Resources.Length..] is { } name && name != DocumentName)
            {
                byte[] content = Read(name);
                string path = $"assets/{Path.GetFileNameWithoutExtension(name)}.{HashOf(content)}{Path.GetExtension(name)}";
                document = document.Replace($"\"assets/{name}\"", $"\"{path}\"", StringComparison.Ordinal);
                assets.Add(new PageFile(path, content));
            }
        }

        return new ExplorerPage(new PageFile(DocumentName, Encoding.UTF8.GetBytes(document)), assets);
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 5));

    private static byte[] Read(string name) => PageResource.Read(Resources + name);
}
