namespace FlameScope.Docs.Tests;

/// <summary>Checks commands of perf, which the tests cannot run: it needs a kernel's permission.</summary>
internal static class PerfCommands
{
    // By command: the options that take a value, and those that do not.
    private static readonly Dictionary<string, (string[] WithValue, string[] Plain)> Commands = new()
    {
        ["record"] = (["-F", "-e", "-p", "-t", "-o", "-k", "-c", "-C", "-G", "-m", "--call-graph"], ["-a", "-g", "--no-buffering"]),
        ["script"] = (["-i", "-F", "--symfs"], ["--header", "--ns", "-L", "-D", "--no-inline", "--show-lost-events"]),
        ["inject"] = (["-i", "-o"], ["--jit"]),
    };

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
        if (words.Length < 2 || !Commands.TryGetValue(words[1], out (string[] WithValue, string[] Plain) options))
        {
            return "no command of perf that is known here";
        }

        for (int i = 2; i < words.Length && words[i] != "--"; i++)
        {
            string name = words[i].Split('=')[0];
            bool takesValue = options.WithValue.Contains(name);
            if (!takesValue && !options.Plain.Contains(name))
            {
                return $"{words[i]} is no known option of perf {words[1]}";
            }

            i += takesValue && !words[i].Contains('=', StringComparison.Ordinal) ? 1 : 0;
            if (i == words.Length)
            {
                return $"{name} has no value";
            }
        }

        return null;
    }
}
