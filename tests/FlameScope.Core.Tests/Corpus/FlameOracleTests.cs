using System.Text.Json;
using FlameScope.Export.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Netflix FlameScope's own flame graphs of whole recordings. It cuts commands at the first digit, so stacks are compared without
/// them; it cuts names at a plus, which is done to ours here; its rule for idle samples is written as a condition of ours.
/// </summary>
public sealed class FlameOracleTests
{
    private const string Oracle = "flame-all.json.gz";

    private static readonly string[] Different =
    [
        "formats/11-side-band.txt.gz", // FlameScope takes side-band records for samples
        "formats/12-side-band-all.txt.gz", // the same
        "formats/14-hide-call-graph.txt", // it reads no frames on event lines
        "formats/24-event-first-fields.txt.gz", // it needs a module in every frame line
        "formats/33-no-callgraph.txt", // frames on event lines
        "formats/33-no-callgraph.txt.gz", // the same
        "formats/37-tracepoints-no-stacks.txt.gz", // the same
        "formats/43-dwarf-srcline.txt.gz", // it drops frames with source lines
        "formats/63-truncated-mid-frame.txt.gz", // we leave the cut sample out
        "formats/71-nul-padded.txt", // the same
        "perf/gcpulse-99-a.perf.txt.gz", // its last sample is idle, and it keeps the last one whatever it is
        "perf/orders-99-a.perf.txt.gz", // the same
    ];

    // A halt anywhere in a stack of the idle task, interrupt work above it or not.
    private static readonly SampleCondition IdleForFlameScope =
        SampleCondition.Command(TextPattern.Containing("swapper")) & SampleCondition.Frame(FramePattern.Parse(
            "/cpuidle|cpu_idle|cpu_bringup_and_idle|native_safe_halt|xen_hypercall_sched_op|xen_hypercall_vcpu_op/"));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_tree_equals_that_of_Netflix_FlameScope(string recording)
    {
        using JsonDocument oracle = JsonDocument.Parse(
            CorpusFiles.ReadText(CorpusFiles.OracleOf(recording, Oracle)), new JsonDocumentOptions { MaxDepth = 1_000 });
        FlameTree tree = FlameTree.Create(CorpusFiles.LoadRaw(recording).Where(new SampleFilter { Event = EventSelection.All, IncludeIdle = true, Where = !IdleForFlameScope }), new FlameTreeOptions { Root = RootGrouping.None });
        Assert.Equal(PathsOf(oracle.RootElement), PathsOf(tree));
    }

    public static TheoryData<string> Recordings() => [.. CorpusFiles.RecordingsWithOracle(Oracle).Except(Different)];

    private static SortedDictionary<string, long> PathsOf(FlameTree tree)
    {
        SortedDictionary<string, long> paths = new(StringComparer.Ordinal);
        string[] names = new string[tree.Count];
        for (int i = 0; i < tree.Count; i++)
        {
            names[i] = i == 0 ? "" : $"{names[tree.Parents[i]]}\n{tree[i].NameText.Split('+')[0]}";
            if (tree[i].Self > 0)
            {
                paths[names[i]] = paths.GetValueOrDefault(names[i]) + tree[i].Self;
            }
        }

        return paths;
    }

    // Of a module with a blank it leaves a part in the name.
    private static string NameOf(JsonElement node) =>
        node.GetProperty("n").GetString() is var name && name!.StartsWith("[unknown] (", StringComparison.Ordinal) ? "[unknown]" : name!;

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
                open.Push((child, $"{current.Name}\n{NameOf(child)}"));
            }
        }

        return paths;
    }
}
