using CsCheck;
using static FlameScope.Core.Tests.RandomProfiles;

namespace FlameScope.Core.Tests.Filters;

public sealed class ProfileSliceTests
{
    private static readonly SampleFilter Everything = new() { Event = EventSelection.All, IncludeIdle = true };

    private static readonly Gen<TimeRange[]> SeveralRanges = Gen.Select(Gen.Long[-Span, Span], Gen.Frequency((4, Gen.Long[0, Span / 2]), (1, Gen.Const(0L))))
        .Select(range => new TimeRange(range.Item1, range.Item1 + range.Item2)).Array[1, 6];

    [Fact]
    public void Ranges_are_put_in_order_and_joined()
    {
        ProfileSlice slice = Stores.Of((0, "a", "x")).Slice([new TimeRange(50, 60), new TimeRange(0, 10), new TimeRange(5, 20), new TimeRange(20, 30), new TimeRange(40, 40)]);
        Assert.Equal([new TimeRange(0, 30), new TimeRange(50, 60)], slice.Ranges);
        Assert.Equal(new TimeRange(0, 60), slice.Range);
        Assert.Equal([new TimeRange(1, 1)], slice.During([new TimeRange(1, 1)]).Ranges);
        Assert.Throws<ArgumentException>(() => slice.During([]));
        Assert.Empty(slice.During((TimeRange?)null).Ranges);
    }

    [Fact]
    public void A_slice_of_several_ranges_is_what_lies_in_any_of_them() =>
        Gen.Select(Profiles, SeveralRanges, Conditions, Gen.OneOf(Enum.GetValues<SampleWeight>()), Gen.Int[1, 20], Gen.Long[50_000_000, 2_500_000_000])
            .Sample((samples, ranges, condition, weight, rows, width) =>
        {
            SampleStore store = StoreOf([.. samples, samples[0] with { Event = "cycles" }]);
            SampleSpec[] all = [.. samples, samples[0] with { Event = "cycles" }];
            SampleFilter filter = new() { Event = EventSelection.Named("cycles"), IncludeIdle = true, Where = condition.Condition };
            ProfileSlice slice = store.Slice(ranges).Where(filter).WeighedBy(weight);
            SampleSpec[] inside = [.. all.Where(sample => ranges.Any(range => range.Contains(sample.Time)))];
            SampleSpec[] shown = [.. inside.Where(sample => sample.Event == "cycles" && condition.Holds(sample))];
            long total = shown.Sum(sample => weight == SampleWeight.Count ? 1 : sample.Weight);

            FlameTree tree = FlameTree.Create(slice);
            Assert.Equal(Fold(shown, weight), Fold(tree));
            Assert.Equal((all.Length - inside.Length, shown.Length, total), (tree.Coverage.FilteredByRange, tree.Coverage.Shown, tree.Coverage.ShownWeight));
            Assert.Equal(tree.Coverage.Samples, tree.Coverage.Shown + tree.Coverage.FilteredByRange + tree.Coverage.FilteredByEvent + tree.Coverage.FilteredByCondition);

            HeatMap map = HeatMap.Create(slice, new HeatMapOptions { Rows = rows, ColumnNanoseconds = width });
            Assert.Equal(tree.Coverage, map.Coverage);
            for (int cell = 0; cell < map.Values.Length; cell++)
            {
                TimeRange own = map.RangeOf(new HeatMapCell(cell / map.Rows, cell % map.Rows));
                Assert.Equal(shown.Where(sample => own.Contains(sample.Time)).Sum(sample => weight == SampleWeight.Count ? 1 : sample.Weight), map.Values[cell]);
            }

            Assert.Equal(total, map.Values.ToArray().Sum());
            Assert.Equal(total, HeatMap.Create(slice, new HeatMapOptions { RowKind = HeatMapRowKind.Thread, TopRows = 2 }).Values.ToArray().Sum());
        });

    [Fact]
    public void One_tree_of_several_ranges_is_the_trees_of_each_together() =>
        Gen.Select(Profiles, Gen.Long[-Span, Span].HashSet[2, 8]).Sample((samples, cuts) =>
        {
            long[] sorted = [.. cuts.Order()];
            TimeRange[] apart = [.. sorted.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new TimeRange(pair[0], pair[1]))];
            SampleStore store = StoreOf(samples);
            FlameTree[] each = [.. apart.Select(range => FlameTree.Create(store.Slice(range).Where(Everything)))];
            FlameTree together = FlameTree.Create(store.Slice(apart).Where(Everything));
            Assert.Equal(Fold(FlameTree.Merge(each)), Fold(together));
            Assert.Equal(each.Sum(tree => tree.Total), together.Total);
        });

    // Masks are worked out for 4,096 samples at a time.
    [Fact]
    public void Several_ranges_of_a_large_profile_are_found_to_the_last_sample()
    {
        SampleStore store = Stores.Of([.. Enumerable.Range(0, 20_000).Select(i => ((long)i, "a", i % 2 == 0 ? "even" : "odd"))]);
        TimeRange[] ranges = [.. Enumerable.Range(0, 100).Select(i => new TimeRange((i * 199) + 7, (i * 199) + 120))];
        Assert.Equal(11_300, FlameTree.Create(store.Slice(ranges)).Total);
        Assert.Equal(11_300, HeatMap.Create(store.Slice(ranges), new HeatMapOptions { ColumnNanoseconds = 100, Rows = 7 }).Values.ToArray().Sum());
    }
}
