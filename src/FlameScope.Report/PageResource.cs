namespace FlameScope.Report;

/// <summary>What was built from the page's sources, as this assembly has it.</summary>
internal static class PageResource
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The page's file {name} is missing from the library.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
