using System.Text.Json;
using FlameScope.Flames;
using FlameScope.Storage;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Netflix FlameScope's own flame graphs of whole recordings of one process, in which no CPU is idle. It cuts commands at the
/// first digit, so stacks are compared without them; it also cuts names at a plus, and modules with blanks, which these
/// recordings do not have.
/// </summary>
public sealed class FlameOracleTests
{
    private const string Oracle = "flame-all.json.gz";

    [Theory]
    [InlineData("perf/shards-199-p.perf.txt.gz")]
    [InlineData("perf/etl-99-p.perf.txt.gz")]
    [InlineData("perf/orders-199-p.perf.txt.gz")]
    public void The_tree_equals_that_of_Netflix_FlameScope(string recording)
    {
        using JsonDocument oracle = JsonDocument.Parse(
            CorpusFiles.ReadText(CorpusFiles.OracleOf(recording, Oracle)), new JsonDocumentOptions { MaxDepth = 1_000 });
        FlameTree tree = FlameTree.Build(
            CorpusFiles.Load(recording),
            filter: new SampleFilter { Event = EventSelection.All },
            options: new FlameTreeOptions { Root = RootGrouping.None });
        Assert.Equal(PathsOf(oracle.RootElement), PathsOf(tree));
    }

    private static SortedDictionary<string, long> PathsOf(FlameTree tree)
    {
        SortedDictionary<string, long> paths = new(StringComparer.Ordinal);
        string[] names = new string[tree.Count];
        for (int i = 0; i < tree.Count; i++)
        {
            names[i] = i == 0 ? "" : $"{names[tree.Parents[i]]}\n{tree[i].NameText}";
            if (tree[i].Self > 0)
            {
                paths[names[i]] = paths.GetValueOrDefault(names[i]) + tree[i].Self;
            }
        }

        return paths;
    }

    private static SortedDictionary<string, long> PathsOf(JsonElement root)
    {
        SortedDictionary<string, long> paths = new(StringComparer.Ordinal);
        Stack<(JsonElement Node, string Name)> open = new(
            root.GetProperty("c").EnumerateArray().Select(command => (command, "")));
        while (open.TryPop(out (JsonElement Node, string Name) current))
        {
            if (current.Node.GetProperty("v").GetInt64() is var self and > 0)
            {
                paths[current.Name] = paths.GetValueOrDefault(current.Name) + self;
            }

            foreach (JsonElement child in current.Node.GetProperty("c").EnumerateArray())
            {
                open.Push((child, $"{current.Name}\n{child.GetProperty("n").GetString()}"));
            }
        }

        return paths;
    }
}
