using System.Globalization;
using FlameScope.Samples;

namespace FlameScope.Export.Text;

/// <summary>A thread in one word or two: its name, and its ids as far as they are known.</summary>
internal static class ThreadText
{
    /// <summary><c>java 12/34</c>; <c>java 34</c> where only the thread or only the process is known.</summary>
    public static string Of(SampleStore store, ProfiledThread thread)
    {
        string command = store.Strings.GetString(thread.Command) is { Length: > 0 } name ? name : UnknownName.Text;
        return (thread.Pid, thread.Tid) switch
        {
            ( < 0, < 0) => command,
            (_, < 0) => command + " " + Text(thread.Pid),
            ( < 0, _) => command + " " + Text(thread.Tid),
            _ => command + " " + Text(thread.Pid) + "/" + Text(thread.Tid),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
