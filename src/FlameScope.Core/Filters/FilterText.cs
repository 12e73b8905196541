using System.Globalization;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>Reads conditions as people type them: one set of rules for command, HTTP API and page.</summary>
/// <remarks>Messages are whole sentences for whoever typed the text: what was found, and what was expected.</remarks>
public static class FilterText
{
    private const int MaxCpus = 4096;
    private const string PatternSyntax = "a part of the name, =name for the whole name, /regex/ or /regex/i";

    /// <summary>Threads by their name (comm): a part of it, <c>=name</c> for the whole, <c>/regex/</c> or <c>/regex/i</c>.</summary>
    /// <param name="text">The pattern.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or holds a bad regular expression.</exception>
    public static SampleCondition ParseCommand(string text) => SampleCondition.Command(ParseName(text));

    /// <summary>Samples by their control group: a part of its path, of the container or of the pod; <c>=path</c> for the whole of one, <c>/regex/</c> or <c>/regex/i</c>.</summary>
    /// <param name="text">The pattern.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or holds a bad regular expression.</exception>
    public static SampleCondition ParseCgroup(string text)
    {
        TextPattern pattern = ParseName(text);
        return SampleCondition.Any(
            SampleCondition.Label(CgroupLabels.Path, pattern),
            SampleCondition.Label(CgroupLabels.Container, pattern),
            SampleCondition.Label(CgroupLabels.Pod, pattern));
    }

    /// <summary>Stacks by a function in them: a pattern as for <see cref="FramePattern.Parse"/>.</summary>
    /// <param name="text">The pattern.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or no pattern.</exception>
    public static SampleCondition ParseFrame(string text) => SampleCondition.Frame(ParseFramePattern(text));

    /// <summary>Processes by their ids: <c>12</c>, or several as <c>12,13</c>; -1 is what the input does not tell.</summary>
    /// <param name="text">The ids.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or no list of ids.</exception>
    public static SampleCondition ParseProcesses(string text) => ParseIds(text, "process", SampleCondition.Process);

    /// <summary>Threads by their ids: <c>12</c>, or several as <c>12,13</c>; -1 is what the input does not tell.</summary>
    /// <param name="text">The ids.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or no list of ids.</exception>
    public static SampleCondition ParseThreads(string text) => ParseIds(text, "thread", SampleCondition.Thread);

    /// <summary>CPUs by their numbers and ranges, as Linux lists them: <c>2</c>, <c>0-3</c>, <c>0-3,7</c>; -1 is what the input does not tell.</summary>
    /// <param name="text">The list.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, no list of CPUs, or one of more than 4,096.</exception>
    public static SampleCondition ParseCpus(string text)
    {
        SortedSet<int> cpus = [];
        foreach (string part in Parts(text))
        {
            int dash = part.LastIndexOf('-');
            string first = dash > 0 ? part[..dash] : part;
            string last = dash > 0 ? part[(dash + 1)..] : part;
            if (!IsNumber(first, short.MaxValue, out int from) || !IsNumber(last, short.MaxValue, out int to) || from > to || (dash > 0 && from < 0))
            {
                throw new ArgumentException($"'{text}' is no list of CPUs: expected numbers and ranges up to {short.MaxValue}, such as 2 or 0-3,7.");
            }

            if (to - from >= MaxCpus)
            {
                throw TooManyCpus(text);
            }

            cpus.UnionWith(Enumerable.Range(from, to - from + 1));
        }

        return cpus.Count <= MaxCpus ? SampleCondition.Any(cpus.Select(SampleCondition.Cpu)) : throw TooManyCpus(text);
    }

    /// <summary>A pattern of names.</summary>
    /// <param name="text">A part of the name, <c>=name</c> for the whole, <c>/regex/</c> or <c>/regex/i</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or holds a bad regular expression.</exception>
    public static TextPattern ParseName(string text) => Parse(text, TextPattern.Parse, PatternSyntax);

    /// <summary>A pattern of frames, as <see cref="FramePattern.Parse"/> reads it.</summary>
    /// <param name="text">The pattern.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or no pattern.</exception>
    public static FramePattern ParseFramePattern(string text) =>
        Parse(text, FramePattern.Parse, $"{PatternSyntax}, after leaf:, root: or module: where it shall be more special");

    // What the reader of a pattern says names a parameter of its own.
    private static T Parse<T>(string text, Func<string, T> parse, string expected)
    {
        try
        {
            return parse(text);
        }
        catch (ArgumentException error)
        {
            string reason = string.IsNullOrEmpty(text) ? "It is empty." : error.Message.Split(" (Parameter '")[0];
            throw new ArgumentException($"'{text}' is no pattern: expected {expected}. {reason}", error);
        }
    }

    private static SampleCondition ParseIds(string text, string what, Func<int, SampleCondition> condition)
    {
        List<SampleCondition> any = [];
        foreach (string part in Parts(text))
        {
            any.Add(IsNumber(part, int.MaxValue, out int id)
                ? condition(id)
                : throw new ArgumentException($"'{text}' is no {what} id: expected digits such as 12, or several with commas between; names are for commands."));
        }

        return SampleCondition.Any(any);
    }

    private static string[] Parts(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries);

    private static bool IsNumber(string text, int max, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= -1 && number <= max && text[0] != '+';

    private static ArgumentException TooManyCpus(string text) => new($"'{text}' names more than {MaxCpus} CPUs.");
}
