using FlameScope.Storage;

namespace FlameScope.HeatMaps;

public sealed partial class HeatMap
{
    /// <summary>Counts a store's samples into a heat map.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="options">Layout and filter; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Rows, column width or cell limit are out of range.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">
    /// The profile has no clock (<see cref="SampleStore.TimeAxis"/>), or the map would have more cells than
    /// <see cref="HeatMapOptions.MaxCells"/>.
    /// </exception>
    public static HeatMap Build(SampleStore store, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new HeatMapOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rows, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Rows, HeatMapOptions.MostRows, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ColumnWidth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxCells, 1, nameof(options));
        store.ThrowIfNoClock();

        HeatMapLayout layout = HeatMapLayout.Of(store, options);
        HeatMapGrid grid = new(layout.Origin, layout.ColumnWidth, layout.Rows);
        long[] values = new long[layout.Columns * layout.Rows];
        SampleSelector selector = new(store, options.Range, options.Filter);
        ReadOnlySpan<long> times = store.Times;
        for (int sample = selector.First; sample < selector.End; sample++)
        {
            if (selector.Select(sample))
            {
                values[grid.LinearCellOf(times[sample])]++;
            }
        }

        return new HeatMap(layout, values, selector.ToCoverage(), selector.EventName);
    }
}
