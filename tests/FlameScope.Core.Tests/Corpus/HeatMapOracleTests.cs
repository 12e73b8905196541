using System.Text.Json;
using System.Text.RegularExpressions;
using FlameScope.Columns;
using FlameScope.Export.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Netflix FlameScope's own heat maps of the same recordings. Its rules for origin, columns and rows are ours; its rule for
/// idle samples is not (a halt anywhere in the stack makes interrupt work above it idle), and it adds all events up. Both are
/// applied here to the store's samples, so that the comparison tests reading, times and cells.
/// </summary>
public sealed partial class HeatMapOracleTests
{
    private const string Oracle = "heatmap50.json.gz";

    private static readonly string[] Different =
    [
        "formats/11-side-band.txt.gz", // FlameScope takes the time 0 of side-band records for samples
        "formats/12-side-band-all.txt.gz", // the same
        "formats/16-deltatime.txt.gz", // deltas are no time axis: we refuse a heat map
        "formats/51-comm-and-dso-from-file-name.txt", // FlameScope takes the 3.25: in the command for the time
        "formats/63-truncated-mid-frame.txt.gz", // we leave the sample that the cut goes through out, and say so
        "formats/71-nul-padded.txt", // the same
        "formats/37-tracepoints-no-stacks.txt.gz", // FlameScope finds 8,853 of the 9,567 event lines
        "formats/33-no-callgraph.txt", // no frame lines, so FlameScope cannot see idle stacks
        "formats/33-no-callgraph.txt.gz", // the same
        "formats/14-hide-call-graph.txt", // the same
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Cells_equal_those_of_Netflix_FlameScope(string recording)
    {
        using JsonDocument oracle = JsonDocument.Parse(CorpusFiles.ReadText(CorpusFiles.OracleOf(recording, Oracle)));
        SampleStore store = CorpusFiles.Load(recording);
        HeatMap map = HeatMap.Create(store.Where(new SampleFilter { Event = EventSelection.All, IncludeIdle = true }));
        long[] expected = new long[map.Values.Length];
        JsonElement columns = oracle.RootElement.GetProperty("values");
        Assert.Equal(columns.GetArrayLength(), map.Columns);
        for (int cell = 0; cell < expected.Length; cell++)
        {
            // FlameScope's rows run from the latest offset to the earliest.
            expected[cell] = columns[cell / map.Rows][map.Rows - 1 - (cell % map.Rows)].GetInt64();
        }

        long[] actual = map.Values.ToArray();
        foreach (int idle in Enumerable.Range(0, store.Count).Where(sample => IsIdleForFlameScope(store, sample)))
        {
            HeatMapCell cell = map.CellOf(store.Times[idle])!.Value;
            actual[(cell.Column * map.Rows) + cell.Row]--;
        }

        Assert.Equal(expected, actual);
    }

    public static TheoryData<string> Recordings() => [.. CorpusFiles.RecordingsWithOracle(Oracle).Except(Different)];

    private static bool IsIdleForFlameScope(SampleStore store, int sample) =>
        store.Strings.GetString(store.ThreadTable[store.Threads[sample].Value].Command).Contains("swapper", StringComparison.Ordinal)
        && store.StackTrie.FramesOf(store.Stacks[sample]).Any(frame =>
            IdleName().IsMatch(store.Strings.GetString(store.Frames[frame.Value].Symbol)));

    [GeneratedRegex("cpuidle|cpu_idle|cpu_bringup_and_idle|native_safe_halt|xen_hypercall_sched_op|xen_hypercall_vcpu_op")]
    private static partial Regex IdleName();
}
