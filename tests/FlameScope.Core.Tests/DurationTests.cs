using CsCheck;
using FlameScope.Export;
using static FlameScope.Core.Tests.LastingProfiles;

namespace FlameScope.Core.Tests;

/// <summary>A sample that lasts counts in each cell, slice and tree with its exact overlap in nanoseconds: against the slow and obvious way.</summary>
public sealed class DurationTests
{
    private static readonly SampleFilter Everything = new() { IncludeIdle = true, IncludeWaiting = true };

    private static readonly Gen<TimeRange> Ranges = Gen.Select(Gen.Long[-Span, Span], Gen.Long[0, Span], (start, length) => new TimeRange(start, start + length));

    private static readonly Gen<HeatMapOptions> Layouts = Gen.Select(
        Gen.Int[1, 60], Gen.Long[30_000_000, 2_500_000_000], Gen.OneOf(HeatMapRowKind.Offset, HeatMapRowKind.Command, HeatMapRowKind.Thread), Gen.Int[1, 3],
        (rows, width, kind, top) => new HeatMapOptions { Rows = rows, ColumnNanoseconds = width, RowKind = kind, TopRows = top });

    [Fact]
    public void Cells_tree_and_coverage_hold_the_exact_overlap() =>
        Gen.Select(Profiles, Ranges.Array[0, 4], Layouts).Sample((samples, ranges, layout) =>
        {
            ProfileSlice slice = StoreOf(samples).Where(Everything);
            slice = ranges.Length == 0 ? slice : slice.During(ranges);
            TimeRange[] inside = ranges.Length == 0 ? [Always] : [.. slice.Ranges];
            long total = samples.Sum(sample => inside.Sum(sample.ValueIn));

            FlameTree tree = FlameTree.Create(slice);
            HeatMap map = HeatMap.Create(slice, layout);
            Assert.Equal((total, total), (tree.Total, tree.Coverage.ShownWeight));
            Assert.Equal(samples.Count(sample => inside.Any(sample.Touches)), tree.Coverage.Shown);
            Assert.Equal(tree.Coverage, map.Coverage);
            Assert.Equal(total, map.Values.ToArray().Sum());
            Assert.Equal(total, map.ColumnTotals.ToArray().Sum());
            for (int column = 0; column < map.Columns; column++)
            {
                for (int row = 0; row < map.Rows; row++)
                {
                    TimeRange cell = map.RangeOf(new HeatMapCell(column, row));
                    IEnumerable<LastingSpec> own = layout.RowKind == HeatMapRowKind.Offset ? samples : samples.Where(sample => IsOfRow(map, row, sample));
                    Assert.Equal(own.Sum(sample => inside.Sum(range => sample.ValueIn(range.Intersect(cell)))), map[new HeatMapCell(column, row)]);
                }
            }
        });

    [Fact]
    public void Each_stack_has_the_overlap_of_its_samples() =>
        Gen.Select(Profiles, Ranges).Sample((samples, range) =>
        {
            TopTable table = TopTable.Create(StoreOf(samples).Slice(range).Where(Everything));
            foreach (string symbol in new[] { "main", "run", "wait", "read" })
            {
                long self = samples.Where(sample => sample.Stack.LastOrDefault() == symbol).Sum(sample => sample.ValueIn(range));
                long total = samples.Where(sample => sample.Stack.Contains(symbol)).Sum(sample => sample.ValueIn(range));
                TopRow? row = table.Rows.SingleOrDefault(row => row.Name == symbol);
                Assert.Equal((self, total), (row?.Self ?? 0, row?.Total ?? 0));
            }
        });

    [Fact]
    public void Adjacent_slices_add_up_to_the_nanosecond() =>
        Gen.Select(Profiles, Gen.Long[-Span, Span].Array[3, 6]).Sample((samples, cuts) =>
        {
            long[] sorted = [.. cuts.Order()];
            SampleStore store = StoreOf(samples);
            FlameTree[] parts = [.. sorted.Zip(sorted.Skip(1), (start, end) => FlameTree.Create(store.Slice(new TimeRange(start, end)).Where(Everything)))];
            FlameTree whole = FlameTree.Create(store.Slice(new TimeRange(sorted[0], sorted[^1])).Where(Everything));
            Assert.Equal(whole.Total, parts.Sum(part => part.Total));
            Assert.Equal(RandomProfiles.Fold(whole), RandomProfiles.Fold(FlameTree.Merge(parts)));
        });

    [Fact]
    public void By_count_a_sample_counts_where_it_begins() =>
        Gen.Select(Profiles, Ranges, Layouts).Sample((samples, range, layout) =>
        {
            ProfileSlice slice = StoreOf(samples).Slice(range).Where(Everything).WeighedBy(SampleWeight.Count);
            int begun = samples.Count(sample => range.Contains(sample.Time));
            HeatMap map = HeatMap.Create(slice, layout with { RowKind = HeatMapRowKind.Offset });
            Assert.Equal((begun, begun, begun), (FlameTree.Create(slice).Total, map.Coverage.Shown, map.Values.ToArray().Sum()));
            for (int cell = 0; cell < map.Values.Length; cell++)
            {
                TimeRange own = map.RangeOf(new HeatMapCell(cell / map.Rows, cell % map.Rows)).Intersect(range);
                Assert.Equal(samples.Count(sample => own.Contains(sample.Time)), map.Values[cell]);
            }
        });

    [Fact]
    public void Samples_are_shown_idle_waiting_or_outside() =>
        Gen.Select(Profiles, Ranges, Gen.OneOf(Enum.GetValues<SampleWeight>())).Sample((samples, range, weight) =>
        {
            Coverage coverage = FlameTree.Create(StoreOf(samples).Slice(range).WeighedBy(weight)).Coverage;
            LastingSpec[] inside = [.. samples.Where(sample => weight == SampleWeight.Value ? sample.Touches(range) : range.Contains(sample.Time))];
            Assert.Equal(samples.Length - inside.Length, coverage.FilteredByRange);
            Assert.Equal(inside.Count(sample => sample.Activity == SampleActivity.Idle), coverage.Idle);
            Assert.Equal(inside.Count(sample => sample.Activity == SampleActivity.Waiting), coverage.Waiting);
            Assert.Equal(coverage.Samples, coverage.Shown + coverage.Idle + coverage.Waiting + coverage.FilteredByRange);
        });

    [Fact]
    public void Speedscope_gets_the_overlap_as_weights()
    {
        SampleStore store = StoreOf([Lasting(0, 100), Lasting(50, 100)]);
        string json = new SpeedscopeExporter().ExportToString(store.Slice(new TimeRange(80, 120)));
        Assert.Contains("\"weights\":[20,40]", json, StringComparison.Ordinal);
        Assert.Contains("\"endValue\":60", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_lasts_as_long_as_its_last_sample()
    {
        SampleStore store = StoreOf([Lasting(0, 5_000_000_000), Lasting(1_000_000_000, 0)]);
        Assert.Equal(new TimeRange(0, 5_000_000_000), store.TimeRange);
        Assert.Equal(5, HeatMap.Create(store).Columns);
    }

    [Fact]
    public void Sums_of_durations_stop_at_the_largest_number()
    {
        SampleStore store = StoreOf([.. Enumerable.Range(0, 3).Select(_ => Lasting(0, long.MaxValue / 2))]);
        HeatMap map = HeatMap.Create(store, new HeatMapOptions { ColumnNanoseconds = long.MaxValue, Rows = 1 });
        Assert.Equal((long.MaxValue, true), (map.Maximum, map.Coverage.IsSaturated));
        Assert.Equal(long.MaxValue, FlameTree.Create(store).Total);
    }

    private static bool IsOfRow(HeatMap map, int row, LastingSpec sample)
    {
        string name = map.RowNames[row];
        return name == "other" ? !map.RowNames.SkipLast(1).Any(other => Names(other, sample)) : Names(name, sample);

        bool Names(string name, LastingSpec sample)
        {
            string command = sample.Command.Length == 0 ? "[unknown]" : sample.Command;
            return map.RowKind == HeatMapRowKind.Thread || name == command;
        }
    }

    private static LastingSpec Lasting(long time, long duration) => new(time, duration, 1, "app", ["main"], "", "", SampleActivity.Working);
}
