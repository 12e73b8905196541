using System.Text.RegularExpressions;
using FlameScope.Columns;
using FlameScope.Export.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>Filters, rows and tables of real recordings against looking at every sample by itself.</summary>
public sealed class FilterTests
{
    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_view_shows_the_samples_that_looking_at_each_shows(string recording)
    {
        SampleStore store = CorpusFiles.Load(recording);
        ProfiledThread some = store.ThreadTable[store.Threads[store.Count / 2].Value];
        string command = Text(some.Command);
        Regex alloc = new("alloc|copy|sort", RegexOptions.CultureInvariant);
        (SampleCondition Condition, Func<int, bool> Holds)[] conditions =
        [
            (SampleCondition.Command(command), sample => Text(ThreadOf(sample).Command) == command),
            (SampleCondition.Process(some.PidOrTid), sample => ThreadOf(sample).PidOrTid == some.PidOrTid),
            (SampleCondition.Thread(some.Tid), sample => ThreadOf(sample).Tid == some.Tid),
            (SampleCondition.Cpu(1), sample => store.Cpus[sample] == 1),
            (SampleCondition.Kernel, sample => FramesOf(sample).Reverse().SkipWhile(frame => frame.Kind == FrameKind.Inlined)
                .FirstOrDefault().Kind == FrameKind.Kernel),
            (SampleCondition.Frame(FramePattern.Parse("/alloc|copy|sort/")), sample => FramesOf(sample).Any(frame => alloc.IsMatch(Text(frame.Symbol)))),
            (SampleCondition.Frame(FramePattern.Parse("libc") with { Target = FrameTarget.Module, Position = FramePosition.Leaf }),
                sample => FramesOf(sample).TakeLast(1).Any(frame => Text(frame.Module).Contains("libc", StringComparison.Ordinal))),
        ];
        foreach ((SampleCondition condition, Func<int, bool> holds) in conditions)
        {
            SampleFilter filter = new() { Event = EventSelection.All, Where = condition };
            int[] shown = [.. Enumerable.Range(0, store.Count).Where(sample => !store.IsIdle(sample) && holds(sample))];
            HeatMap map = HeatMap.Create(store.Where(filter));
            long[] cells = new long[map.Values.Length];
            foreach (int sample in shown)
            {
                HeatMapCell cell = map.CellOf(store.Times[sample])!.Value;
                cells[(cell.Column * map.Rows) + cell.Row]++;
            }

            Assert.Equal(cells, map.Values.ToArray());
            Assert.Equal(shown.Length, FlameTree.Create(store.Where(filter)).Total);
            HeatMap cpus = HeatMap.Create(store.Where(filter), new HeatMapOptions { RowKind = HeatMapRowKind.Cpu });
            Assert.Equal(
                shown.GroupBy(sample => store.Cpus[sample]).OrderBy(cpu => cpu.Key).Select(cpu => cpu.LongCount()),
                Enumerable.Range(0, cpus.Rows).Select(row => Enumerable.Range(0, cpus.Columns).Sum(column => cpus[new HeatMapCell(column, row)])).Where(sum => sum > 0));
            foreach (TopRow row in TopTable.Create(store.Where(filter)).Rows.Take(20))
            {
                Assert.Equal(shown.Count(sample => FramesOf(sample).TakeLast(1).Any(frame => IsRow(row, frame))), row.Self);
                Assert.Equal(shown.Count(sample => FramesOf(sample).Any(frame => IsRow(row, frame))), row.Total);
            }
        }

        string Text(StringId id) => store.Strings.GetString(id);
        ProfiledThread ThreadOf(int sample) => store.ThreadTable[store.Threads[sample].Value];
        IEnumerable<Frame> FramesOf(int sample) => store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => store.Frames[id.Value]);
        bool IsRow(TopRow row, Frame frame) => frame.Kind == row.Kind && Text(frame.Symbol) == row.Name;
    }

    public static TheoryData<string> Recordings() =>
        [.. CorpusFiles.RecordingsWithOracle("heatmap50.json.gz").Where(recording => recording.StartsWith("perf/", StringComparison.Ordinal) && recording.Contains("-p."))];
}
