namespace FlameScope.Benchmarks.Pairs;

/// <summary>The recordings that commits are compared with.</summary>
internal static class Inputs
{
    private const long Size = 30_000_000;

    /// <summary>By name: the given files; otherwise a bundled recording again and again, and one with many different stacks.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> files)
    {
        if (files.Count > 0)
        {
            return files.Distinct().ToDictionary(file => files.Count(other => Path.GetFileName(other) == Path.GetFileName(file)) > 1 ? file : Path.GetFileName(file));
        }

        Dictionary<string, Recording> recordings = Recording.All().ToDictionary(recording => recording.Name);
        Recording varied = recordings.GetValueOrDefault("sliced") ?? recordings["generated"];
        return new Dictionary<string, string>
        {
            ["bundled"] = LargeInputs.Repeated(recordings["bundled"], Size),
            [varied.Name] = varied.PlainPath,
        };
    }
}
