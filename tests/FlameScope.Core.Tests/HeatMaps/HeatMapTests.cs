using FlameScope.Formats;

namespace FlameScope.Core.Tests.HeatMaps;

public sealed class HeatMapTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Column_0_starts_at_the_whole_second_of_the_earliest_sample_even_an_idle_one()
    {
        SampleStoreBuilder builder = new();
        builder.Add((5 * Second) + 1, "swapper", "native_safe_halt", process: 0, thread: 0, activity: SampleActivity.Idle);
        builder.Add((6 * Second) + 1, "a", "main");
        HeatMap map = HeatMap.Create(builder.Build());
        Assert.Equal(5 * Second, map.Origin);
        Assert.Equal(2, map.Columns);
        Assert.Equal([0, 1], map.ColumnTotals.ToArray());
        Assert.Equal(1, map.Coverage.Idle);
    }

    [Fact]
    public void A_map_may_start_at_the_first_sample_instead()
    {
        HeatMap map = HeatMap.Create(At(5_400_000_000, 6_399_999_999), new HeatMapOptions { Origin = HeatMapOrigin.FirstSample });
        Assert.Equal(5_400_000_000, map.Origin);
        Assert.Equal(1, map.Columns);
    }

    [Theory]
    [InlineData(1_999_999_999, 2)]
    [InlineData(2_000_000_000, 3)] // exactly on a border: a column more
    [InlineData(2_000_000_001, 3)]
    public void The_last_sample_decides_the_number_of_columns(long last, int columns) =>
        Assert.Equal(columns, HeatMap.Create(At(last, 0)).Columns);

    [Fact]
    public void Times_before_0_have_their_whole_second_below_them()
    {
        HeatMap map = HeatMap.Create(At(-1, 1));
        Assert.Equal(-Second, map.Origin);
        Assert.Equal(new HeatMapCell(0, 49), map.CellOf(-1));
        Assert.Equal(new HeatMapCell(1, 0), map.CellOf(1));
    }

    [Fact]
    public void Rows_run_from_the_earliest_offset_up()
    {
        HeatMap map = HeatMap.Create(At(0, 19_999_999, 20_000_000, 999_999_999));
        Assert.Equal(2, map[new HeatMapCell(0, 0)]);
        Assert.Equal(1, map[new HeatMapCell(0, 1)]);
        Assert.Equal(1, map[new HeatMapCell(0, 49)]);
    }

    [Fact]
    public void Two_cells_select_everything_between_them_in_linear_time_in_either_order()
    {
        HeatMap map = HeatMap.Create(At(0, 3 * Second), new HeatMapOptions { Rows = 10 });
        HeatMapCell early = new(0, 7);
        HeatMapCell late = new(2, 1);
        TimeRange expected = new(700_000_000, 2_200_000_000);
        Assert.Equal(expected, map.RangeOf(early, late));
        Assert.Equal(expected, map.RangeOf(late, early));
        Assert.Equal(new TimeRange(700_000_000, 800_000_000), map.RangeOf(early));
    }

    [Fact]
    public void Rows_that_do_not_divide_the_second_leave_no_gap_and_no_overlap()
    {
        HeatMap map = HeatMap.Create(At(0, (2 * Second) - 1), new HeatMapOptions { Rows = 49 });
        long end = map.Origin;
        for (int cell = 0; cell < map.Columns * map.Rows; cell++)
        {
            TimeRange range = map.RangeOf(new HeatMapCell(cell / 49, cell % 49));
            Assert.Equal(end, range.Start);
            end = range.End;
            Assert.Equal(new HeatMapCell(cell / 49, cell % 49), map.CellOf(range.Start));
            Assert.Equal(new HeatMapCell(cell / 49, cell % 49), map.CellOf(range.End - 1));
        }

        Assert.Equal(2 * Second, end);
    }

    [Fact]
    public void A_range_keeps_the_columns_of_the_whole_map()
    {
        HeatMap map = HeatMap.Create(At(0, 100, 2_500_000_000, 3_500_000_000).Slice(new TimeRange(2_500_000_000, 3_500_000_000)));
        Assert.Equal(0, map.ProfileOrigin);
        Assert.Equal(2 * Second, map.Origin);
        Assert.Equal(2, map.Columns);
        Assert.Equal([1, 0], map.ColumnTotals.ToArray());
        Assert.Equal(3, map.Coverage.FilteredByRange);
    }

    [Fact]
    public void An_empty_range_gives_an_empty_map()
    {
        HeatMap map = HeatMap.Create(At(0, 5).Slice(new TimeRange(0, 0)));
        Assert.Equal(0, map.Columns);
        Assert.Null(map.BusiestCell());
        Assert.Null(map.CellOf(0));
        Assert.Equal(2, map.Coverage.FilteredByRange);
    }

    [Fact]
    public void A_store_without_samples_gives_an_empty_map() =>
        Assert.Equal(0, HeatMap.Create(new SampleStoreBuilder().Build()).Columns);

    [Fact]
    public void The_busiest_cell_is_the_earliest_of_the_largest() =>
        Assert.Equal(new HeatMapCell(0, 1), HeatMap.Create(At(0, 20_000_000, 20_000_001, Second, Second)).BusiestCell());

    [Fact]
    public void A_stray_time_cannot_take_the_memory()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
            HeatMap.Create(At(0, long.MaxValue)));
        Assert.Contains("more than the 16000000 allowed (MaxCells)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_before_the_map_has_no_cell()
    {
        HeatMap map = HeatMap.Create(At(5 * Second));
        Assert.Null(map.CellOf(map.Origin - 1));
        Assert.Equal(new HeatMapCell(0, 0), map.CellOf(map.Origin));
    }

    [Fact]
    public void The_rows_of_the_widest_columns_do_not_overflow() =>
        Assert.Equal(
            new HeatMapCell(0, 7),
            HeatMap.Create(At(0, long.MaxValue / 4 * 3), new HeatMapOptions { Rows = 10, ColumnNanoseconds = long.MaxValue }).CellOf(long.MaxValue / 4 * 3));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(10_001, 1, 1)]
    [InlineData(50, 0, 1)]
    [InlineData(50, 1, 0)]
    public void Options_out_of_range_are_refused(int rows, long width, int cells) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HeatMap.Create(At(0), new HeatMapOptions { Rows = rows, ColumnNanoseconds = width, MaxCells = cells }));

    [Fact]
    public void A_cell_outside_the_map_is_refused()
    {
        HeatMap map = HeatMap.Create(At(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => map[new HeatMapCell(1, 0)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => map.RangeOf(new HeatMapCell(0, -1)));
    }

    [Theory]
    [InlineData(TimeAxis.None, "no timestamps")]
    [InlineData(TimeAxis.Deltas, "deltas")]
    public void A_profile_without_a_clock_has_no_map(TimeAxis axis, string reason)
    {
        SampleStoreBuilder builder = new() { TimeAxis = axis };
        builder.Add(0, "a", "main");
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => HeatMap.Create(builder.Build()));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static SampleStore At(params long[] times) => Stores.Of([.. times.Select(time => (time, "a", "main"))]);
}
