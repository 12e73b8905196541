namespace FlameScope.AspNetCore.Catalog;

/// <summary>One file of the catalogue.</summary>
/// <param name="Name">Its name for clients: the path below its folder, with slashes.</param>
/// <param name="FilePath">Where it really lies; never told to clients.</param>
/// <param name="Stamp">Its state when it was looked at.</param>
internal sealed record ProfileEntry(string Name, string FilePath, ProfileStamp Stamp)
{
    /// <summary>Whether somebody dropped it on the page.</summary>
    public bool IsUpload { get; init; }

    /// <summary>Whether there is nothing to open. Pipes, sockets and devices have no length either: opening them may take for ever.</summary>
    public bool IsEmpty => Stamp.Length == 0;
}
