using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Our folded stacks and those of stackcollapse-perf.pl in the same words: it cuts commands at a number, drops parameters and
/// quotes from names, splits at arrows, and calls unknown functions by their module.
/// </summary>
internal static partial class StackCollapse
{
    /// <summary>What our exporter writes for the whole recording, periods added up, in its words.</summary>
    public static SortedDictionary<string, long> Ours(SampleStore store)
    {
        FlameTree tree = FlameTree.Create(store.Where(new SampleFilter { IncludeIdle = true }).WeighedBy(SampleWeight.Value));
        ArrayBufferWriter<byte> text = new();
        new FoldedExporter().Export(tree, text);
        return Read(Encoding.UTF8.GetString(text.WrittenSpan), stack =>
        {
            string[] frames = stack.Split(';');
            return [Number().Replace(frames[0], "").Replace(' ', '_'), .. frames[1..].SelectMany(NamesOf)];
        });
    }

    /// <summary>What it printed.</summary>
    public static SortedDictionary<string, long> Theirs(string oracle) => Read(oracle, stack =>
        stack.Split(';').Select((frame, i) => i > 0 && frame is ['[', .., ']'] or ['[', .., ']', ' '] ? "[unknown]" : frame));

    private static SortedDictionary<string, long> Read(string text, Func<string, IEnumerable<string>> framesOf)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int blank = line.LastIndexOf(' ');
            string stack = string.Join(';', framesOf(line[..blank]));
            folded[stack] = folded.GetValueOrDefault(stack) + long.Parse(line[(blank + 1)..], CultureInfo.InvariantCulture);
        }

        return folded;
    }

    private static IEnumerable<string> NamesOf(string symbol) =>
        symbol is ['[', .., ']'] ? ["[unknown]"] : symbol.StartsWith('(') ? [] : symbol.Split("->").Select(Tidy);

    private static string Tidy(string name)
    {
        string tidy = GoMethod().IsMatch(name) ? name : Parameters().Replace(name, "");
        return tidy.Replace("\"", "").Replace("'", "");
    }

    [GeneratedRegex(@"\s+\d+(?=/|\s|$).*$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.\(.*\)\.")]
    private static partial Regex GoMethod();

    [GeneratedRegex(@"\((?!anonymous namespace\)).*")]
    private static partial Regex Parameters();
}
