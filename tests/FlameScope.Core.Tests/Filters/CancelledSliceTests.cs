namespace FlameScope.Core.Tests.Filters;

/// <summary>A view that nobody waits for is not built to its end.</summary>
public sealed class CancelledSliceTests
{
    private static readonly ProfileSlice Cancelled = OneSample().CancelledBy(new CancellationToken(canceled: true));

    [Fact]
    public void A_heat_map_of_it_is_not_made() => Assert.Throws<OperationCanceledException>(() => HeatMap.Create(Cancelled));

    [Fact]
    public void A_flame_tree_of_it_is_not_made() => Assert.Throws<OperationCanceledException>(() => FlameTree.Create(Cancelled));

    [Fact]
    public void A_top_table_of_it_is_not_made() => Assert.Throws<OperationCanceledException>(() => TopTable.Create(Cancelled));

    [Fact]
    public void What_is_made_of_the_slice_is_cancelled_as_well() => Assert.All(
        [
            Cancelled.During((TimeRange?)null),
            Cancelled.During([new TimeRange(0, 1)]),
            Cancelled.Where(SampleFilter.Default),
            Cancelled.Where(SampleCondition.Kernel),
            Cancelled.WeighedBy(SampleWeight.Count),
        ],
        slice => Assert.Throws<OperationCanceledException>(() => FlameTree.Create(slice)));

    [Fact]
    public void Another_slice_is_not() => Assert.Equal(1, FlameTree.Create(OneSample().CancelledBy(CancellationToken.None)).Total);

    private static ProfileSlice OneSample() => Stores.Of((1, "a", "main"));
}
