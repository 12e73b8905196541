using CsCheck;

namespace FlameScope.Core.Tests.HeatMaps;

public sealed class HeatMapScaleTests
{
    [Fact]
    public void The_top_is_the_99th_percentile_of_the_cells_that_are_not_0() =>
        Gen.Frequency((1, Gen.Const(0L)), (3, Gen.Long[1, 50]), (1, Gen.Long[1, 1_000_000_000])).Array[0, 500].Sample(cells =>
        {
            long[] shown = [.. cells.Where(cell => cell > 0).Order()];
            HeatMapScale scale = HeatMapScale.Of(cells);
            long percentile = shown.Length == 0 ? 0 : shown[(((99 * shown.Length) + 99) / 100) - 1];
            Assert.Equal((Math.Max(4, percentile), shown.LastOrDefault()), (scale.Top, scale.Maximum));
            Assert.Equal(scale.Maximum > scale.Top, scale.IsClipped);
        });

    [Fact]
    public void Strength_goes_from_1_to_the_top()
    {
        HeatMapScale scale = new(5, 9);
        Assert.Equal([0, 0.25, 1, 1], new long[] { 1, 2, 5, 9 }.Select(scale.StrengthOf));
    }
}
