namespace FlameScope.AspNetCore.Catalog;

/// <summary>The first bytes of a file that may be a list of markers.</summary>
internal static class MarkerHead
{
    private const int Bytes = 4096;

    /// <summary>Whether a file looks like a list of markers.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOf(string path)
    {
        byte[] head = new byte[Bytes];
        using FileStream file = File.OpenRead(path);
        return MarkerFile.Recognize(head.AsSpan(0, file.ReadAtLeast(head, Bytes, throwOnEndOfStream: false)));
    }
}
