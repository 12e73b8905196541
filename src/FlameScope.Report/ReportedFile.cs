using System.Security.Cryptography;

namespace FlameScope.Report;

/// <summary>A file that a report was made from, so that its reader can tell whether he holds the same.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as 64 hexadecimal digits.</param>
public sealed record ReportedFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Reads a file to its end for its size and hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ReportedFile From(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        string hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return new ReportedFile(Path.GetFileName(path), file.Length, hash);
    }
}
