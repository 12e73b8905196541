using System.Text;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Core.Tests.Export;

public sealed class DrawingPartsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Text_on_every_frame_has_a_contrast_of_at_least_four_and_a_half()
    {
        foreach (bool isDark in (bool[])[false, true])
        {
            foreach (FrameClass frames in FramePalette.Classes)
            {
                for (int shade = 0; shade < FramePalette.Shades; shade++)
                {
                    double contrast = Rgb.Contrast(FramePalette.TextOf(isDark), FramePalette.ColorOf(frames, shade, isDark));
                    Assert.True(contrast >= 4.5, $"{frames} {shade}, dark {isDark}: {contrast}");
                }
            }
        }

        Assert.True(Rgb.Contrast(new Rgb(255, 255, 255), new Rgb(0x1f, 0x6f, 0xeb)) >= 4.5);
    }

    [Fact]
    public void Contrast_is_that_of_wcag()
    {
        Assert.Equal(21, Rgb.Contrast(new Rgb(0, 0, 0), new Rgb(255, 255, 255)), 6);
        Assert.Equal(4.54, Rgb.Contrast(new Rgb(0x76, 0x76, 0x76), new Rgb(255, 255, 255)), 2);
    }

    [Fact]
    public void The_same_name_has_the_same_shade_and_names_spread_over_all_shades()
    {
        Assert.Equal(FramePalette.ShadeOf("memcpy"u8), FramePalette.ShadeOf("memcpy"u8));
        Assert.Equal(
            FramePalette.Shades,
            Enumerable.Range(0, 100).Select(i => FramePalette.ShadeOf(Encoding.UTF8.GetBytes($"f{i}"))).Distinct().Count());
    }

    [Theory]
    [InlineData(new long[] { 0, 0, 1, 2 }, 2, 4)]
    [InlineData(new long[] { 0, 7 }, 7, 7)]
    [InlineData(new long[] { 0, 0 }, 0, 4)]
    public void The_scale_ends_at_the_99th_percentile_and_never_below_4(long[] values, long maximum, long top)
    {
        HeatMapLevels scale = new(new HeatMapScale(Math.Max(HeatMapScale.MinTop, HeatMapScale.Percentile99(values, maximum)), maximum));
        Assert.Equal(top, scale.Top);
        Assert.False(scale.IsClipped);
    }

    [Theory]
    [InlineData(99, 1, 3)]
    [InlineData(98, 1, 1000)]
    [InlineData(990, 10, 3)]
    [InlineData(989, 11, 1000)]
    public void The_percentile_is_that_of_the_nearest_rank(int small, int large, long expected)
    {
        long[] values = [.. Enumerable.Repeat(3L, small), .. Enumerable.Repeat(1000L, large), .. new long[500]];
        Assert.Equal(expected, HeatMapScale.Percentile99(values, 1000));
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(8, 8)]
    [InlineData(9, 64)]
    [InlineData(long.MaxValue, 64)]
    public void Levels_rise_with_the_value_from_the_first_to_the_last_colour(long top, int levels)
    {
        HeatMapLevels scale = new(new HeatMapScale(top, top));
        Assert.Equal(levels, scale.Levels);
        Assert.Equal(0, scale.LevelOf(1));
        Assert.Equal(levels - 1, scale.LevelOf(top));
        Assert.Equal(levels - 1, scale.LevelOf(long.MaxValue));
        Assert.True(scale.LevelOf(2) <= scale.LevelOf(3));
    }

    [Fact]
    public void Up_to_eight_values_each_have_a_colour_of_their_own()
    {
        for (long top = HeatMapScale.MinTop; top <= HeatMapLevels.MaxBoxes; top++)
        {
            HeatMapLevels scale = new(new HeatMapScale(top, top));
            Assert.Equal(top, Enumerable.Range(1, (int)top).Select(value => scale.LevelOf(value)).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(false, "#f9c02a #df5437 #852169 #1e0c45")]
    [InlineData(true, "#68176d #bd3852 #f47d16 #f4e156")]
    public void Each_theme_has_its_steps(bool isDark, string steps) =>
        Assert.Equal(steps, string.Join(' ', Enumerable.Range(0, 4).Select(level => HeatMapPalette.ColorOf(level, 4, isDark))));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_level_differs_from_zero_by_a_contrast_of_one_and_a_half_and_more_with_every_step(bool isDark)
    {
        foreach (int levels in (int[])[4, 5, 6, 7, 8, 64])
        {
            double before = 1.5;
            for (int level = 0; level < levels; level++)
            {
                double contrast = Rgb.Contrast(HeatMapPalette.ZeroOf(isDark), HeatMapPalette.ColorOf(level, levels, isDark));
                Assert.True(contrast >= before, $"level {level} of {levels}, dark {isDark}: {contrast} after {before}");
                before = contrast;
            }
        }
    }

    [Theory]
    [InlineData(60 * Second, 12, 5 * Second, "s")]
    [InlineData(Second, 12, Second / 10, "ms")]
    [InlineData(1200 * Second, 10, 120 * Second, "s")]
    [InlineData(3600 * Second, 12, 300 * Second, "min")]
    [InlineData(86_400 * Second, 12, 7200 * Second, "h")]
    [InlineData(864_000 * Second, 5, 172_800 * Second, "d")]
    [InlineData(1, 12, 1, "ns")]
    [InlineData(5_000, 10, 500, "ns")]
    [InlineData(50_000, 10, 5_000, "µs")]
    [InlineData(long.MaxValue, 10, 20_000 * 86_400 * Second, "d")]
    public void Ticks_are_round_numbers_of_the_largest_unit_that_suits(long span, int most, long step, string unit)
    {
        TimeTicks ticks = TimeTicks.For(span, most);
        Assert.Equal(step, ticks.Step);
        Assert.Equal(unit, ticks.UnitName);
    }

    [Theory]
    [InlineData("samples", "samples", 1, "1 sample", "1")]
    [InlineData("samples", "samples", 1_234_567, "1,234,567 samples", "1,234,567")]
    [InlineData("cycles", "cycles", 9_999, "9,999 cycles", "9,999")]
    [InlineData("cycles", "cycles", 12_345_678, "12,345,678 cycles", "12.35 M")]
    [InlineData("cycles", "cycles", 999_999, "999,999 cycles", "999,999")]
    [InlineData("cache-misses", "misses", 1, "1 miss", "1")]
    [InlineData("context-switches", "switches", 1, "1 switch", "1")]
    [InlineData("page-faults", "faults", 1, "1 fault", "1")]
    [InlineData("cpu-clock", "ns", 999, "999 ns", "999 ns")]
    [InlineData("cpu-clock", "ns", 1_500, "1.5 µs", "1.500 µs")]
    [InlineData("cpu-clock", "ns", 12_345_678, "12.346 ms", "12.35 ms")]
    [InlineData("cpu-clock", "ns", 20_000_000_000, "20 s", "20.00 s")]
    public void Values_are_written_in_the_unit_of_their_metric(string name, string unit, long value, string full, string brief)
    {
        MetricText metric = new(new Metric(name, unit));
        Assert.Equal(full, metric.Of(value));
        Assert.Equal(brief, metric.Short(value));
    }

    [Theory]
    [InlineData(4_527_460_000_000, 4_527_760_000_000, 4_508_000_000_000, "19.460–19.760 s (clock 4527.460–4527.760 s)")]
    [InlineData(19_460_000_000, 19_760_000_000, 0L, "19.460–19.760 s")]
    [InlineData(19_460_000_000, 19_760_000_000, null, "clock 19.460–19.760 s")]
    [InlineData(1_000_000_500, 1_000_001_500, 1_000_000_000L, "0.000001–0.000002 s (clock 1.000001–1.000002 s)")]
    [InlineData(1_000_000_500, 1_000_000_501, 1_000_000_000L, "0.000000500–0.000000501 s (clock 1.000000500–1.000000501 s)")]
    [InlineData(-1_500_000_000, 500_000_000, -2_000_000_000L, "0.500–2.500 s (clock -1.500–0.500 s)")]
    public void Slices_are_told_in_seconds_of_the_heat_map_and_of_the_clock(long start, long end, long? origin, string expected) =>
        Assert.Equal(expected, SliceText.Of(new TimeRange(start, end), origin));

    [Theory]
    [InlineData("memcpy", 6, "memcpy", false)]
    [InlineData("memcpy", 5, "memc", true)]
    [InlineData("名前名前", 8, "名前名前", false)]
    [InlineData("名前名前", 7, "名前名", true)]
    [InlineData("a\0b\nc", 4, "a\0", true)]
    [InlineData("", 3, "", false)]
    public void Labels_keep_what_fits_and_leave_a_cell_for_the_ellipsis(string name, int cells, string kept, bool isCut)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        (int length, bool cut) = LabelFit.Fit(text, cells);
        Assert.Equal(kept, Encoding.UTF8.GetString(text.AsSpan(0, length)));
        Assert.Equal(isCut, cut);
    }
}
