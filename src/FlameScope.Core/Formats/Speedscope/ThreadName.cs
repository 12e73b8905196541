using System.Text.RegularExpressions;

namespace FlameScope.Formats.Speedscope;

/// <summary>A thread, as far as the name of a profile tells: the format has no place for ids.</summary>
/// <param name="Command">What is left of the name.</param>
/// <param name="Pid">-1 where it is not told.</param>
/// <param name="Tid">-1 where it is not told.</param>
internal readonly partial record struct ThreadName(string Command, int Pid, int Tid)
{
    /// <summary>Takes a profile's name apart.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isOurs">Whether this library wrote the file, which puts ids after a blank.</param>
    public static ThreadName Parse(string name, bool isOurs)
    {
        if (isOurs && Ours().Match(name) is { Success: true } own)
        {
            return new ThreadName(own.Groups["command"].Value, Number(own.Groups["pid"]), Number(own.Groups["tid"]));
        }

        int pid = Number(Pid1().Match(name).Groups["id"]);
        int tid = Number(Tid1().Match(name).Groups["id"]);
        string command = Ids().Replace(name, "").TrimEnd();
        return PySpy().Match(name) is { Success: true } quoted ? new ThreadName(quoted.Groups["command"].Value, pid, tid)
            : new ThreadName(command.Length > 0 ? command : name, pid, tid);
    }

    private static int Number(Group group) =>
        group.Success && int.TryParse(group.ValueSpan, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int id) ? id : -1;

    [GeneratedRegex("^(?<command>.*) (?:(?<pid>[0-9]+)/)?(?<tid>[0-9]+)$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Ours();

    // ingest 1 (pid 3181, tid 3187)
    [GeneratedRegex(@"(?:^|[^\w])(?:pid|process)[ :=#(]{1,2}(?<id>[0-9]+)(?:[^0-9x]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pid1();

    // Thread (11509)
    [GeneratedRegex(@"(?:^|[^\w])(?:tid|thread)[ :=#(]{1,2}(?<id>[0-9]+)(?:[^0-9x]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tid1();

    [GeneratedRegex(@" [(\[](?:pid|tid)[ :=#]+[0-9]+(?:[ ,/]+(?:pid|tid)[ :=#]+[0-9]+)?[)\]]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    // Process 12 Thread 34 "MainThread"
    [GeneratedRegex("^(?:Process [0-9]+ )?Thread (?:0x[0-9A-Fa-f]+|[0-9]+) \"(?<command>.*)\"$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex PySpy();
}
