using CsCheck;
using FlameScope.Columns;
using FlameScope.Export.Text;
using FlameScope.Perturbations;
using static FlameScope.Core.Tests.RandomProfiles;

namespace FlameScope.Core.Tests;

/// <summary>Random profiles, slices, rows, filters and weights against the slow and obvious way.</summary>
public sealed class InvariantTests
{
    private static readonly SampleFilter Everything = new() { Event = EventSelection.All, IncludeIdle = true };

    private static readonly Gen<(HeatMapOptions Options, SampleWeight Weight)> Layouts = Gen.Select(
        Gen.Int[1, 60], Gen.Long[50_000_000, 2_500_000_000], Gen.OneOf(Enum.GetValues<HeatMapOrigin>()),
        Gen.OneOf(Enum.GetValues<HeatMapRowKind>()), Gen.Int[1, 4], Gen.OneOf(Enum.GetValues<SampleWeight>()),
        (rows, width, origin, kind, top, weight) => (new HeatMapOptions
        {
            Rows = rows,
            ColumnNanoseconds = width,
            Origin = origin,
            RowKind = kind,
            TopRows = top,
        }, weight));

    [Fact]
    public void Cells_tree_table_and_coverage_agree_with_brute_force() =>
        Gen.Select(Profiles, Events, Gen.Bool, Conditions, Ranges, Layouts).Sample((samples, events, idle, condition, range, layout) =>
        {
            if (events == EventSelection.Named("cycles") && !samples.Any(sample => sample.Event == "cycles"))
            {
                return;
            }

            SampleStore store = StoreOf(samples);
            SampleFilter filter = new() { Event = events, IncludeIdle = idle, Where = condition.Condition };

            // All kinds together are counted in samples, whatever is asked for.
            SampleWeight weight = events == EventSelection.All ? SampleWeight.Count : layout.Weight;
            HeatMap map = HeatMap.Create(store.Slice(range).Where(filter).WeighedBy(layout.Weight), layout.Options);
            FlameTree tree = FlameTree.Create(store.Slice(range).Where(filter).WeighedBy(layout.Weight));

            // The account, reason by reason: the first that holds takes the sample.
            SampleSpec[] inRange = [.. samples.Where(sample => range is not TimeRange slice || slice.Contains(sample.Time))];
            string? wanted = events == EventSelection.All ? null : events == EventSelection.Default ? samples[0].Event : "cycles";
            SampleSpec[] ofEvent = [.. inRange.Where(sample => wanted is null || sample.Event == wanted)];
            SampleSpec[] busy = [.. ofEvent.Where(sample => idle || !sample.IsIdle)];
            SampleSpec[] shown = [.. busy.Where(condition.Holds)];
            long total = weight == SampleWeight.Count ? shown.Length : shown.Sum(sample => sample.Weight);
            Coverage expected = new()
            {
                Samples = samples.Length,
                Unparsed = 0,
                Lost = 0,
                Shown = shown.Length,
                ShownWeight = total,
                FilteredByRange = samples.Length - inRange.Length,
                FilteredByEvent = inRange.Length - ofEvent.Length,
                Idle = ofEvent.Length - busy.Length,
                Waiting = 0,
                FilteredByCondition = busy.Length - shown.Length,
                Stackless = shown.Count(sample => sample.Stack.Length == 0),
            };
            Assert.Equal(expected, map.Coverage);
            Assert.Equal(expected, tree.Coverage);
            Assert.Equal(total, map.Values.ToArray().Sum());
            Assert.Equal(total, map.ColumnTotals.ToArray().Sum());
            Assert.Equal(total, tree.Total);
            Assert.Equal(Fold(shown, weight), Fold(tree));

            TopTable table = TopTable.Create(store.Slice(range).Where(filter).WeighedBy(layout.Weight));
            Assert.Equal(total - WeightOf(shown.Where(sample => sample.Stack.Length == 0), weight), table.Rows.Sum(row => row.Self));
            Assert.All(table.Rows, row =>
            {
                Assert.Equal(WeightOf(shown.Where(s => s.Stack.Length > 0 && IsRow(row, s.Stack[^1])), weight), row.Self);
                Assert.Equal(WeightOf(shown.Where(s => s.Stack.Any(frame => IsRow(row, frame))), weight), row.Total);
            });
        });

    [Fact]
    public void What_two_cells_select_is_their_sum_in_every_view() =>
        Gen.Select(Profiles, Conditions, Layouts, Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((samples, condition, layout, one, other) =>
        {
            SampleStore store = StoreOf(samples);
            HeatMap map = HeatMap.Create(store.Where(Everything.And(condition.Condition)).WeighedBy(layout.Weight), layout.Options);
            if (map.Rows == 0)
            {
                return;
            }

            (int first, int last) = (one % map.Values.Length, other % map.Values.Length);
            HeatMapCell from = new(first / map.Rows, first % map.Rows);
            HeatMapCell to = new(last / map.Rows, last % map.Rows);
            HeatMapSelection selection = map.Select(from, to);
            Assert.Equal(selection, map.Select(to, from));
            FlameTree tree = FlameTree.Create(store.Slice(selection.Range).Where(selection.Filter).WeighedBy(layout.Weight));
            Assert.Equal(SumSelected(map, from, to), tree.Total);
        });

    [Fact]
    public void A_condition_and_its_negation_share_out_the_whole() =>
        Gen.Select(Profiles, Events, Conditions, Ranges, Gen.OneOf(Enum.GetValues<SampleWeight>())).Sample((samples, events, condition, range, weight) =>
        {
            SampleStore store = StoreOf([.. samples, samples[0] with { Event = "cycles" }]);
            SampleFilter whole = new() { Event = events };
            FlameTree with = FlameTree.Create(store.Slice(range).Where(whole.And(condition.Condition)).WeighedBy(weight));
            FlameTree without = FlameTree.Create(store.Slice(range).Where(whole.And(!condition.Condition)).WeighedBy(weight));
            Assert.Equal(Fold(FlameTree.Create(store.Slice(range).Where(whole).WeighedBy(weight))), Fold(FlameTree.Merge([with, without])));
            Assert.Equal(with.Coverage.FilteredByCondition, without.Coverage.Shown);
        });

    [Fact]
    public void Every_sample_lies_in_the_cell_whose_range_holds_it() =>
        Gen.Select(Profiles, Layouts).Sample((samples, layout) =>
        {
            HeatMap map = HeatMap.Create(StoreOf(samples).Where(Everything).WeighedBy(SampleWeight.Count), layout.Options with { RowKind = HeatMapRowKind.Offset });
            for (int cell = 0; cell < map.Values.Length; cell++)
            {
                TimeRange range = map.RangeOf(new HeatMapCell(cell / map.Rows, cell % map.Rows));
                Assert.Equal(samples.Count(sample => range.Contains(sample.Time)), map.Values[cell]);
            }
        });

    // A few cells with many samples each are counted by their borders, many cells sample by sample.
    [Fact]
    public void Dense_maps_count_like_sparse_ones() =>
        Gen.Select(RandomProfiles.Samples.Array[200, 2_000], Gen.Int[1, 4], Gen.Long[500_000_000, 2_500_000_000], Conditions, Ranges).Sample(
            (samples, rows, width, condition, range) =>
            {
                HeatMap map = HeatMap.Create(StoreOf(samples).Slice(range).Where(Everything.And(condition.Condition)), new HeatMapOptions
                {
                    Rows = rows,
                    ColumnNanoseconds = width,
                });
                for (int cell = 0; cell < map.Values.Length; cell++)
                {
                    TimeRange own = map.RangeOf(new HeatMapCell(cell / map.Rows, cell % map.Rows));
                    own = range is TimeRange slice ? own.Intersect(slice) : own;
                    Assert.Equal(samples.Count(sample => own.Contains(sample.Time) && condition.Holds(sample)), map.Values[cell]);
                }
            },
            iter: Iterations.Of(30));

    [Fact]
    public void Adjacent_slices_add_up_to_their_union() =>
        Gen.Select(Profiles, Gen.Long[-Span, Span].Array[3]).Sample((samples, cuts) =>
        {
            long[] sorted = [.. cuts.Order()];
            SampleStore store = StoreOf(samples);
            FlameTree left = FlameTree.Create(store.Slice(new TimeRange(sorted[0], sorted[1])));
            FlameTree right = FlameTree.Create(store.Slice(new TimeRange(sorted[1], sorted[2])));
            FlameTree union = FlameTree.Create(store.Slice(new TimeRange(sorted[0], sorted[2])));
            Assert.Equal(Fold(union), Fold(FlameTree.Merge([left, right])));
        });

    [Fact]
    public void The_order_in_which_samples_come_does_not_matter() =>
        Gen.Select(Profiles, Gen.Int).Sample((samples, seed) =>
        {
            SampleSpec[] shuffled = [.. samples];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Fold(FlameTree.Create(StoreOf(samples).Where(Everything))), Fold(FlameTree.Create(StoreOf(shuffled).Where(Everything))));
        });

    [Fact]
    public void A_store_split_by_event_holds_what_its_filter_shows() =>
        Profiles.Sample(samples =>
        {
            SampleStore store = StoreOf(samples);
            SampleStore[] parts = store.SplitByEvent();
            Assert.Equal(store.EventKinds.Length, parts.Length);
            for (int i = 0; i < parts.Length; i++)
            {
                string name = store.Strings.GetString(store.EventKinds[i].Name);
                Assert.Equal(
                    Fold(FlameTree.Create(store.Where(Everything with { Event = EventSelection.Named(name) }))),
                    Fold(FlameTree.Create(parts[i].Where(Everything))));
                Assert.Equal(name, FlameTree.Create(parts[i]).EventName);
                Assert.Equal(store.Origin, parts[i].Origin);
            }
        });

    private static bool IsRow(TopRow row, FrameSpec frame) => frame.Symbol == row.Name && frame.Kind == row.Kind;

    private static long WeightOf(IEnumerable<SampleSpec> samples, SampleWeight weight) =>
        samples.Sum(sample => weight == SampleWeight.Count ? 1 : sample.Weight);

    private static long SumSelected(HeatMap map, HeatMapCell one, HeatMapCell other)
    {
        long sum = 0;
        (int first, int last) = ((one.Column * map.Rows) + one.Row, (other.Column * map.Rows) + other.Row);
        for (int column = 0; column < map.Columns; column++)
        {
            for (int row = 0; row < map.Rows; row++)
            {
                int cell = (column * map.Rows) + row;
                bool isSelected = map.RowKind == HeatMapRowKind.Offset
                    ? cell >= Math.Min(first, last) && cell <= Math.Max(first, last)
                    : column >= Math.Min(one.Column, other.Column) && column <= Math.Max(one.Column, other.Column)
                        && row >= Math.Min(one.Row, other.Row) && row <= Math.Max(one.Row, other.Row);
                sum += isSelected ? map[new HeatMapCell(column, row)] : 0;
            }
        }

        return sum;
    }
}
