namespace FlameScope.Loading;

/// <summary>A folder that is one recording: perf puts the file that it begins with in it as <c>data</c>.</summary>
internal static class RecordingFolder
{
    private const string FirstFile = "data";

    /// <summary>The file to open for a path: the first of a folder that is a recording, or the path itself.</summary>
    /// <exception cref="IOException">The path is any other folder.</exception>
    public static string FileOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return path;
        }

        string first = Path.Combine(path, FirstFile);

        // The system says that access is denied, which leads the wrong way.
        return File.Exists(first) ? first : throw new IOException($"{path} is a folder, not a file. Load the profiles in it one by one.");
    }
}
