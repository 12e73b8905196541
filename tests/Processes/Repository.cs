namespace FlameScope.Tests.Processes;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that the tests, and with them the library, were built in.</summary>
    public static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>A path below the top folder.</summary>
    public static string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlameScope.Core.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlameScope.Core.sln above {AppContext.BaseDirectory}.");
    }
}
