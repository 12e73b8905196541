using FlameScope.Filters;
using FlameScope.HeatMaps;

namespace FlameScope;

public sealed partial class HeatMap
{
    /// <summary>Adds a store's samples up into a heat map.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="options">Layout and filter; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Rows, column width or cell limit are out of range.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">
    /// The profile has no clock (<see cref="SampleStore.TimeAxis"/>), the map would have more cells than
    /// <see cref="HeatMapOptions.MaxCells"/>, or periods add up to more than 2^63 - 1.
    /// </exception>
    public static HeatMap Build(SampleStore store, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new HeatMapOptions();
        options.Check();
        store.ThrowIfNoClock();

        using SampleSelection selection = new(store, options.Range, options.Filter, options.Weight);
        if (options.RowKind == HeatMapRowKind.Offset)
        {
            HeatMapLayout layout = HeatMapLayout.Of(store, options, options.Rows);
            return new HeatMap(layout, OffsetCells.Sum(store, selection, layout, options.Weight), options, [], selection);
        }

        NamedCells rows = NamedCells.Of(store, selection, options);
        HeatMapLayout named = HeatMapLayout.Of(store, options, rows.Rows.Length);
        return new HeatMap(named, rows.Sum(store, selection, named, options.Weight), options, rows.Rows, selection);
    }
}
