using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.HeatMaps;

namespace FlameScope;

/// <summary>
/// A heat map of a profile: how many samples (or how much weight) fall into each cell of (second, offset inside the second), or of
/// (second, CPU), (second, thread) and so on.
/// </summary>
/// <remarks>Immutable. The sum of all cells is <see cref="Coverage.ShownWeight"/>.</remarks>
public sealed class HeatMap
{
    private readonly HeatMapGrid _grid;
    private readonly long[] _values;
    private readonly long[] _columnTotals;

    private HeatMap(HeatMapLayout layout, long[] values, HeatMapOptions options, HeatMapRow[] namedRows, SampleSelection selection)
    {
        Profile profile = selection.Profile;
        NamedRows = Array.AsReadOnly(namedRows);
        Filter = selection.Slice.Filter;
        Markers = [.. selection.Slice.Markers.Select(marker => NamedMarker.From(profile, marker))];
        RowKind = options.RowKind;
        RowNames = Array.AsReadOnly(Array.ConvertAll(namedRows, row => row.Name));
        Coverage = selection.ToCoverage();
        EventName = selection.EventName;
        Metric = selection.Metric;
        _grid = new HeatMapGrid(layout.Origin, layout.ColumnWidth, options.RowKind == HeatMapRowKind.Offset ? layout.Rows : 1);
        _values = values;
        Columns = layout.Columns;
        Rows = layout.Rows;
        ColumnWidth = layout.ColumnWidth;
        Origin = layout.Origin;
        ProfileOrigin = layout.ProfileOrigin;
        CapturedRange = layout.Captured;
        _columnTotals = new long[Columns];
        for (int column = 0; column < Columns; column++)
        {
            foreach (long value in Column(column))
            {
                _columnTotals[column] = Saturating.Add(_columnTotals[column], value);
                Maximum = Math.Max(Maximum, value);
            }
        }
    }

    /// <summary>Number of columns; 0 where there is nothing to draw.</summary>
    public int Columns { get; }

    /// <summary>Number of rows a column.</summary>
    public int Rows { get; }

    /// <summary>What the rows are.</summary>
    public HeatMapRowKind RowKind { get; }

    /// <summary>
    /// What each row stands for, from row 0 up; empty where rows are offsets. Each sample of the map fits the condition of the row
    /// that it is counted in, and of no other.
    /// </summary>
    public IReadOnlyList<HeatMapRow> NamedRows { get; }

    /// <summary>The name of each row, from row 0 up; empty where rows are offsets.</summary>
    public IReadOnlyList<string> RowNames { get; }

    /// <summary>Width of a column in nanoseconds.</summary>
    public long ColumnWidth { get; }

    /// <summary>First nanosecond of column 0, on the profile's clock.</summary>
    public long Origin { get; }

    /// <summary>
    /// The instant that seconds are counted from, on the profile's clock. It is <see cref="Origin"/> unless
    /// the slice leaves out the beginning; then <see cref="Origin"/> lies whole columns after it.
    /// </summary>
    public long ProfileOrigin { get; }

    /// <summary>
    /// The part of the map that the profile covers: from its first sample of any kind to one nanosecond past its last, within
    /// the slice's ranges. Cells outside it hold no data, which is not the same as no samples.
    /// </summary>
    public TimeRange CapturedRange { get; }

    /// <summary>The largest value of a cell.</summary>
    public long Maximum { get; }

    /// <summary>Name of the event shown; <c>all</c> where several are counted together.</summary>
    public string EventName { get; }

    /// <summary>What the cells' values are.</summary>
    public Metric Metric { get; }

    /// <summary>Which samples are counted.</summary>
    public SampleFilter Filter { get; }

    /// <summary>The account of every event of the profile.</summary>
    public Coverage Coverage { get; }

    /// <summary>The markers inside the drawn slice, by start.</summary>
    public IReadOnlyList<NamedMarker> Markers { get; }

    /// <summary>All cells, column after column, each from row 0 up.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>The sum of each column.</summary>
    public ReadOnlySpan<long> ColumnTotals => _columnTotals;

    /// <summary>Adds the samples of a slice up into a heat map.</summary>
    /// <param name="slice">The samples, and what each adds; a profile by itself is its whole slice.</param>
    /// <param name="options">The layout; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Rows, column width or cell limit are out of range.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">
    /// The profile has no clock (<see cref="Profile.TimeAxis"/>), or the map would have more cells than
    /// <see cref="HeatMapOptions.MaxCells"/>.
    /// </exception>
    public static HeatMap Create(ProfileSlice slice, HeatMapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(slice);
        options ??= new HeatMapOptions();
        options.Check();
        slice.Profile.ThrowIfNoClock();

        using SampleSelection selection = new(slice);
        if (options.RowKind == HeatMapRowKind.Offset)
        {
            HeatMapLayout layout = HeatMapLayout.Create(slice, options, options.Rows);
            return new HeatMap(layout, OffsetCells.Sum(selection, layout), options, [], selection);
        }

        NamedCells cells = NamedCells.Create(selection, options);
        HeatMapLayout named = HeatMapLayout.Create(slice, options, cells.Rows.Length);
        return new HeatMap(named, cells.Sum(selection, named), options, cells.Rows, selection);
    }

    /// <summary>The value of one cell.</summary>
    /// <param name="cell">A cell of this map.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cell"/> is not of this map.</exception>
    public long this[HeatMapCell cell] => _values[LinearOf(cell)];

    /// <summary>The cells of one column, from row 0 up.</summary>
    /// <param name="column">A column of this map.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="column"/> is not of this map.</exception>
    public ReadOnlySpan<long> Column(int column) => _values.AsSpan(column * Rows, Rows);

    /// <summary>The range of time of one cell: of its whole column, where rows are not offsets.</summary>
    /// <param name="cell">A cell of this map.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cell"/> is not of this map.</exception>
    public TimeRange RangeOf(HeatMapCell cell) => RangeOf(cell, cell);

    /// <summary>
    /// The range of time from the start of the earlier of two cells to the end of the later, through everything between them
    /// in linear time; which of the two comes first does not matter. Where rows are not offsets, cells last as long as their column.
    /// </summary>
    /// <param name="first">A cell of this map.</param>
    /// <param name="last">Another, or the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cell is not of this map.</exception>
    public TimeRange RangeOf(HeatMapCell first, HeatMapCell last)
    {
        int one = LinearOf(first);
        int other = LinearOf(last);
        return RowKind == HeatMapRowKind.Offset
            ? _grid.RangeOf(Math.Min(one, other), Math.Max(one, other) + 1L)
            : _grid.RangeOf(Math.Min(first.Column, last.Column), Math.Max(first.Column, last.Column) + 1L);
    }

    /// <summary>
    /// What two cells select: in a map of offsets the time between them, as <see cref="RangeOf(HeatMapCell, HeatMapCell)"/>; in the
    /// others the rectangle that they span, which is a range of time and a condition on the rows. The total of a view of the
    /// selection is the sum of the selected cells.
    /// </summary>
    /// <param name="first">A cell of this map.</param>
    /// <param name="last">Another, or the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cell is not of this map.</exception>
    public HeatMapSelection Select(HeatMapCell first, HeatMapCell last)
    {
        TimeRange range = RangeOf(first, last);
        int bottom = Math.Min(first.Row, last.Row);
        int count = Math.Abs(first.Row - last.Row) + 1;
        return new HeatMapSelection(range, RowKind == HeatMapRowKind.Offset || count == Rows
            ? Filter
            : Filter.And(SampleCondition.Any(NamedRows.Skip(bottom).Take(count).Select(row => row.Condition))));
    }

    /// <summary>The cell that an instant falls into, or <see langword="null"/> where it lies outside the map.</summary>
    /// <param name="time">Nanoseconds on the profile's clock.</param>
    /// <exception cref="InvalidOperationException">Rows are not offsets: an instant is a whole column.</exception>
    public HeatMapCell? CellOf(long time)
    {
        if (RowKind != HeatMapRowKind.Offset)
        {
            throw new InvalidOperationException($"The rows of this map are no offsets but of kind {RowKind}: an instant has no cell of its own.");
        }

        Int128 column = _grid.ColumnOf(time);
        return column >= 0 && column < Columns
            ? new HeatMapCell((int)column, (int)(_grid.LinearCellOf(time) % Rows))
            : null;
    }

    /// <summary>The cell with the largest value, the earliest of several; <see langword="null"/> where all are 0.</summary>
    public HeatMapCell? BusiestCell()
    {
        int busiest = Maximum == 0 ? -1 : _values.AsSpan().IndexOf(Maximum);
        return busiest < 0 ? null : new HeatMapCell(busiest / Rows, busiest % Rows);
    }

    private int LinearOf(HeatMapCell cell)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell.Column, (uint)Columns, nameof(cell));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell.Row, (uint)Rows, nameof(cell));
        return (cell.Column * Rows) + cell.Row;
    }
}
