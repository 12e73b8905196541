using System.Text.RegularExpressions;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Prints a store by the rules of stackcollapse-perf.pl: the first event only, periods added up, commands cut at a number,
/// names without parameters and quotes.
/// </summary>
internal static partial class StackCollapse
{
    public static SortedDictionary<string, long> Fold(SampleStore store)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        for (int sample = 0; sample < store.Count; sample++)
        {
            if (store.Events[sample] == 0)
            {
                string stack = StackOf(store, sample);
                folded[stack] = folded.GetValueOrDefault(stack) + store.WeightOf(sample);
            }
        }

        return folded;
    }

    private static string StackOf(SampleStore store, int sample)
    {
        string command = store.Strings.GetString(store.ThreadTable[store.Threads[sample].Value].Command);
        List<string> parts = [Number().Replace(command, "").Replace(' ', '_')];
        foreach (FrameId frame in store.StackTrie.FramesOf(store.Stacks[sample]))
        {
            string symbol = store.Strings.GetString(store.Frames[frame.Value].Symbol);
            string module = store.Strings.GetString(store.Frames[frame.Value].Module);
            if (symbol == "[unknown]")
            {
                parts.Add(UnknownIn(module));
            }
            else if (!symbol.StartsWith('('))
            {
                parts.AddRange(symbol.Split("->").Select(Tidy));
            }
        }

        return string.Join(';', parts);
    }

    // Its pattern does not fit module names with blanks, such as "/memfd:doublemapper (deleted)".
    private static string UnknownIn(string module) =>
        module.Contains(' ') ? "[unknown] " : module is "[unknown]" or "" ? "[unknown]" : $"[{Path.GetFileName(module)}]";

    private static string Tidy(string name)
    {
        string tidy = name.Replace(';', ':');
        tidy = GoMethod().IsMatch(tidy) ? tidy : Parameters().Replace(tidy, "");
        return tidy.Replace("\"", "").Replace("'", "");
    }

    [GeneratedRegex(@"\s+\d+(?=/|\s|$).*$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.\(.*\)\.")]
    private static partial Regex GoMethod();

    [GeneratedRegex(@"\((?!anonymous namespace\)).*")]
    private static partial Regex Parameters();
}
