namespace FlameScope.AspNetCore.Catalog;

/// <summary>What tells one state of a file from another.</summary>
/// <param name="Length">Bytes of the file.</param>
/// <param name="ModifiedUtc">When it was last written.</param>
/// <param name="Change">See <see cref="FileChange"/>: files of the same length may have the same time.</param>
internal readonly record struct ProfileStamp(long Length, DateTime ModifiedUtc, long Change)
{
    /// <summary>The state in a word, for clients to name it by.</summary>
    public string Version => FormattableString.Invariant($"{Length:x}-{ModifiedUtc.Ticks:x}-{Change:x}");

    public static ProfileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc, FileChange.Of(file));
}
