using CsCheck;
using FlameScope.Flames;
using FlameScope.HeatMaps;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Core.Tests;

/// <summary>Random profiles, slices, rows and filters against the slow and obvious way.</summary>
public sealed class InvariantTests
{
    private const int Span = 4_000;

    private sealed record Sample(long Time, string Command, string Stack, string Event)
    {
        public bool IsIdle => Command == "swapper" && Stack.EndsWith("native_safe_halt", StringComparison.Ordinal);
    }

    private static readonly Gen<Sample> Samples = Gen.Select(
        Gen.Long[-Span, Span],
        Gen.OneOf("app", "web", "swapper"),
        Gen.OneOf("a", "b", "c", "native_safe_halt").Array[0, 4].Select(frames => string.Join(';', frames)),
        Gen.OneOf("cycles", "faults"),
        (time, command, stack, @event) => new Sample(time, command, stack, @event));

    private static readonly Gen<SampleFilter> Filters = Gen.Select(
        Gen.OneOf(EventSelection.First, EventSelection.All),
        Gen.Bool,
        (@event, idle) => new SampleFilter { Event = @event, IncludeIdle = idle });

    private static readonly Gen<TimeRange?> Ranges = Gen.Select(
        Gen.Long[-Span, Span], Gen.Long[0, Span], Gen.Bool, (start, length, whole) => whole ? (TimeRange?)null : new TimeRange(start, start + length));

    [Fact]
    public void Sum_of_cells_equals_total_of_tree_equals_coverage_shown_equals_brute_force() =>
        Gen.Select(Samples.Array[1, 40], Filters, Ranges, Gen.Int[1, 60], Gen.Long[100, 3_000]).Sample((samples, filter, range, rows, width) =>
        {
            SampleStore store = StoreOf(samples);
            HeatMap map = HeatMap.Build(store, new HeatMapOptions
            {
                Rows = rows,
                ColumnWidth = width,
                Origin = HeatMapOrigin.FirstSample,
                Range = range,
                Filter = filter,
            });
            FlameTree tree = FlameTree.Build(store, range, filter);
            Sample[] expected = [.. samples.Where(sample => IsShown(sample, samples, range, filter))];

            Assert.Equal(expected.Length, map.Values.ToArray().Sum());
            Assert.Equal(expected.Length, tree.Total);
            Assert.Equal(expected.Length, tree.Coverage.Shown);
            Assert.Equal(tree.Coverage, map.Coverage);
            Coverage coverage = tree.Coverage;
            Assert.Equal(samples.Length, coverage.Shown + coverage.Idle + coverage.FilteredByEvent + coverage.FilteredByRange);
            Assert.Equal(expected.Count(sample => sample.Stack == ""), coverage.Stackless);
            Assert.Equal(FoldSlowly(expected), Fold(tree));
        });

    [Fact]
    public void Every_sample_lies_in_the_cell_whose_range_holds_it() =>
        Gen.Select(Samples.Array[1, 30], Gen.Int[1, 60], Gen.Long[100, 3_000]).Sample((samples, rows, width) =>
        {
            HeatMap map = HeatMap.Build(StoreOf(samples), new HeatMapOptions
            {
                Rows = rows,
                ColumnWidth = width,
                Origin = HeatMapOrigin.FirstSample,
                Filter = new SampleFilter { Event = EventSelection.All, IncludeIdle = true },
            });
            for (int cell = 0; cell < map.Values.Length; cell++)
            {
                TimeRange range = map.RangeOf(new HeatMapCell(cell / rows, cell % rows));
                Assert.Equal(samples.Count(sample => range.Contains(sample.Time)), map.Values[cell]);
            }
        });

    [Fact]
    public void Adjacent_slices_add_up_to_their_union() =>
        Gen.Select(Samples.Array[1, 40], Gen.Long[-Span, Span].Array[3]).Sample((samples, cuts) =>
        {
            long[] sorted = [.. cuts.Order()];
            SampleStore store = StoreOf(samples);
            FlameTree left = FlameTree.Build(store, new TimeRange(sorted[0], sorted[1]));
            FlameTree right = FlameTree.Build(store, new TimeRange(sorted[1], sorted[2]));
            FlameTree union = FlameTree.Build(store, new TimeRange(sorted[0], sorted[2]));
            Assert.Equal(Fold(union), Fold(FlameTree.Merge([left, right])));
        });

    [Fact]
    public void The_order_in_which_samples_come_does_not_matter() =>
        Gen.Select(Samples.Array[1, 40], Gen.Int).Sample((samples, seed) =>
        {
            Sample[] shuffled = [.. samples];
            new Random(seed).Shuffle(shuffled);
            SampleFilter all = new() { Event = EventSelection.All, IncludeIdle = true };
            Assert.Equal(Fold(FlameTree.Build(StoreOf(samples), null, all)), Fold(FlameTree.Build(StoreOf(shuffled), null, all)));
        });

    private static SampleStore StoreOf(Sample[] samples)
    {
        SampleStoreBuilder builder = new();
        foreach (Sample sample in samples)
        {
            builder.Add(sample.Time, sample.Command, sample.Stack, sample.Event);
        }

        return builder.Build();
    }

    private static bool IsShown(Sample sample, Sample[] all, TimeRange? range, SampleFilter filter) =>
        (range is not TimeRange slice || slice.Contains(sample.Time))
        && (filter.Event == EventSelection.All || sample.Event == all[0].Event)
        && (filter.IncludeIdle || !sample.IsIdle);

    private static SortedDictionary<string, long> FoldSlowly(Sample[] samples)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        foreach (Sample sample in samples)
        {
            string path = sample.Stack == "" ? sample.Command : $"{sample.Command};{sample.Stack}";
            folded[path] = folded.GetValueOrDefault(path) + 1;
        }

        return folded;
    }

    private static SortedDictionary<string, long> Fold(FlameTree tree)
    {
        SortedDictionary<string, long> folded = new(StringComparer.Ordinal);
        for (int i = 1; i < tree.Count; i++)
        {
            if (tree[i].Self > 0)
            {
                List<string> path = [];
                for (FlameNode? node = tree[i]; node is { Index: > 0 } frame; node = frame.Parent)
                {
                    path.Insert(0, frame.NameText);
                }

                folded.Add(string.Join(';', path), tree[i].Self);
            }
        }

        return folded;
    }
}
