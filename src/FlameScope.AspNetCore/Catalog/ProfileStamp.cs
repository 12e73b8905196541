namespace FlameScope.AspNetCore.Catalog;

/// <summary>What tells one state of a file from another.</summary>
/// <param name="Length">Bytes of the file.</param>
/// <param name="ModifiedUtc">When it was last written.</param>
internal readonly record struct ProfileStamp(long Length, DateTime ModifiedUtc)
{
    public static ProfileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc);
}
