namespace FlameScope.AspNetCore.Catalog;

/// <summary>What tells one state of a file from another.</summary>
/// <param name="Length">Bytes of the file.</param>
/// <param name="ModifiedUtc">When it was last written.</param>
internal readonly record struct ProfileStamp(long Length, DateTime ModifiedUtc)
{
    /// <summary>The state in a word, for clients to name it by.</summary>
    public string Version => FormattableString.Invariant($"{Length:x}-{ModifiedUtc.Ticks:x}");

    public static ProfileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc);
}
