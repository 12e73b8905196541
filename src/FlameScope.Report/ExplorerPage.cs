using System.Security.Cryptography;
using System.Text;

namespace FlameScope.Report;

/// <summary>
/// The explorer's page: a document, and the files that it refers to by addresses relative to its own. They stand in a folder that is named
/// by a hash of what is in them all, so a client may keep them for good, and scripts find each other there.
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

    /// <summary>Gets the scripts, the styles and the icon; their paths are those that the document has.</summary>
    public IReadOnlyList<PageFile> Assets { get; }

    /// <summary>Reads the page out of this assembly. Each call reads it again: keep the result.</summary>
    /// <returns>The page.</returns>
    public static ExplorerPage Load()
    {
        Dictionary<string, byte[]> files = typeof(ExplorerPage).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Resources, StringComparison.Ordinal))
            .Select(resource => resource[Resources.Length..])
            .Where(name => name != DocumentName)
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name, Read);
        string folder = $"assets/{HashOf(files.Values)}";
        string document = Encoding.UTF8.GetString(Read(DocumentName)).Replace("\"assets/", $"\"{folder}/", StringComparison.Ordinal);
        return new ExplorerPage(
            new PageFile(DocumentName, Encoding.UTF8.GetBytes(document)),
            [.. files.Select(file => new PageFile($"{folder}/{file.Key}", file.Value))]);
    }

    private static string HashOf(IEnumerable<byte[]> contents)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] content in contents)
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 5));
    }

    private static byte[] Read(string name) => PageResource.Read(Resources + name);
}
