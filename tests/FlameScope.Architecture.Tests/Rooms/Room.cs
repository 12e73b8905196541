namespace FlameScope.Architecture.Tests.Rooms;

/// <summary>A folder of a project, and the rooms of the same project that its types may name.</summary>
/// <param name="Place">
/// The folder with everything below it that has no rule of its own, or a single file. <c>*</c> stands for each folder at its place;
/// empty are the files at the top of the project.
/// </param>
/// <param name="Knows">The rooms that it may know besides itself.</param>
internal sealed record Room(string Place, params string[] Knows)
{
    /// <summary>Knows every other room of its project.</summary>
    public const string Everything = "**";

    /// <summary>
    /// The rooms of other projects that it may know with all below them, such as <c>FlameScope.Core/Filters</c> or
    /// <c>FlameScope.Core</c>; <see langword="null"/> for all of the projects that its own may reference.
    /// </summary>
    public string[]? OfOtherProjects { get; init; }

    /// <summary>The beginning of a file's path that is this room; <see langword="null"/> where the file is outside it.</summary>
    /// <param name="file">The file, relative to the project.</param>
    public string? In(string file)
    {
        string[] pattern = PartsOf(Place);
        string[] parts = PartsOf(file);
        if (pattern.Length == 0)
        {
            // A folder without a rule is not part of the top.
            return parts.Length == 1 ? "" : null;
        }

        bool fits = parts.Length >= pattern.Length
            && Enumerable.Range(0, pattern.Length).All(i => Fits(pattern[i], parts[i]) && (pattern[i] != "*" || i < parts.Length - 1));
        return fits ? string.Join('/', parts.Take(pattern.Length)) : null;
    }

    /// <summary>Whether this room may name what is in another.</summary>
    public bool MayKnow(string room) => Knows.Any(known => known == Everything || IsRoom(PartsOf(known), PartsOf(room)));

    /// <summary>Whether this room may name what is in a room of another project.</summary>
    public bool MayKnow(Project project, string room) => OfOtherProjects is null
        || OfOtherProjects.Any(known => $"{project.Name}/{room}/".StartsWith(known + "/", StringComparison.Ordinal));

    private static bool IsRoom(string[] pattern, string[] room) =>
        pattern.Length == room.Length && pattern.Zip(room).All(pair => Fits(pair.First, pair.Second));

    private static bool Fits(string pattern, string part) => pattern == "*" || pattern == part;

    private static string[] PartsOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
