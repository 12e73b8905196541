using System.Globalization;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The options that ask for a condition: the way back from what <see cref="FilterOptions"/> reads.</summary>
internal static class ConditionWords
{
    /// <summary>The options, all of which must hold; <see langword="null"/> where none say the same.</summary>
    public static IReadOnlyList<OptionWord>? Of(SampleCondition condition) => condition switch
    {
        CpuCondition cpu => [Number("--cpu", cpu.Number)],
        ProcessCondition process => [Number("--process", process.Pid)],
        ThreadCondition thread => [Number("--thread", thread.Tid)],
        CommandCondition command when TextOf(command.Pattern) is string text => [new OptionWord("--command", text)],
        LabelCondition { Key: "cgroup" } label when TextOf(label.Value) is string text => [new OptionWord("--cgroup", text)],
        GroupCondition { IsAll: true } all => OfAll(all.Parts),
        _ => null,
    };

    // Two conditions on one option would be read as either.
    private static List<OptionWord>? OfAll(IReadOnlyList<SampleCondition> parts)
    {
        List<OptionWord> words = [];
        foreach (SampleCondition part in parts)
        {
            if (Of(part) is not IReadOnlyList<OptionWord> more || words.Any(word => more.Any(other => other.Option == word.Option)))
            {
                return null;
            }

            words.AddRange(more);
        }

        return words;
    }

    private static OptionWord Number(string option, int number) => new(option, number.ToString(CultureInfo.InvariantCulture));

    // Not every pattern that a program can make can be typed.
    private static string? TextOf(TextPattern pattern)
    {
        string text = pattern.ToString();
        return text.Length > 0 && TextPattern.Parse(text).Equals(pattern) ? text : null;
    }
}
