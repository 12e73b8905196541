namespace FlameScope.Report;

/// <summary>One file of the explorer's page.</summary>
public sealed class PageFile
{
    internal PageFile(string path, ReadOnlyMemory<byte> content)
    {
        Path = path;
        Content = content;
        MediaType = System.IO.Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
    }

    /// <summary>Gets where it is, relative to the page's address, such as <c>assets/5f2c01ab9e/explorer.js</c>.</summary>
    public string Path { get; }

    /// <summary>Gets the value of a Content-Type header for it.</summary>
    public string MediaType { get; }

    /// <summary>Gets its bytes, not compressed; they belong to the page and never change.</summary>
    public ReadOnlyMemory<byte> Content { get; }
}
