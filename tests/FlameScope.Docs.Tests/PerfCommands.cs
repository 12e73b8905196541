namespace FlameScope.Docs.Tests;

/// <summary>Checks commands of perf, which the tests cannot run: it needs a kernel's permission.</summary>
internal static class PerfCommands
{
    private static readonly Dictionary<string, bool> RecordOptions = new()
    {
        // Whether the option takes a value.
        ["-F"] = true, ["-e"] = true, ["-p"] = true, ["-t"] = true, ["-o"] = true, ["-k"] = true, ["-c"] = true, ["-C"] = true, ["-G"] = true,
        ["-a"] = false, ["-g"] = false, ["--call-graph"] = true, ["--cgroup"] = true,
    };

    private static readonly Dictionary<string, bool> ScriptOptions = new()
    {
        ["-i"] = true, ["-F"] = true, ["--header"] = false, ["--ns"] = false, ["-L"] = false, ["--symfs"] = true, ["--no-inline"] = false,
    };

    private static readonly Dictionary<string, bool> InjectOptions = new() { ["-i"] = true, ["-o"] = true, ["--jit"] = false };

    /// <summary>The commands of perf in a block, from <c>perf</c> to the end of the command.</summary>
    public static IEnumerable<string> In(string block) => block
        .Replace("\\\n", " ", StringComparison.Ordinal)
        .Split('\n', '|', ';')
        .Select(command => command.Split(" #")[0].Trim())
        .Select(command => command.StartsWith("sudo ", StringComparison.Ordinal) ? command[5..] : command)
        .Where(command => command.StartsWith("perf ", StringComparison.Ordinal));

    /// <summary>What is wrong with a command; <see langword="null"/> where nothing is.</summary>
    public static string? FirstMistakeIn(string command)
    {
        string[] words = command.Split('>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, bool>? options = words[1] switch
        {
            "record" => RecordOptions,
            "script" => ScriptOptions,
            "inject" => InjectOptions,
            _ => null,
        };
        for (int i = 2; options is not null && i < words.Length && words[i] != "--"; i++)
        {
            string name = words[i].Split('=')[0];
            if (!options.TryGetValue(name, out bool takesValue))
            {
                return $"{words[i]} is no known option of perf {words[1]}";
            }

            i += takesValue && !words[i].Contains('=', StringComparison.Ordinal) ? 1 : 0;
            if (i == words.Length)
            {
                return $"{name} has no value";
            }
        }

        return options is null ? $"perf {words[1]} is not known here" : null;
    }
}
