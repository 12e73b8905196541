namespace FlameScope.AspNetCore.Api;

/// <summary>Heat maps in the API.</summary>
internal static class HeatMapView
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int GoodColumns = 3_600;

    private static ReadOnlySpan<int> Widths => [1, 10, 60, 600, 3_600, 86_400];

    /// <summary>A column of one second, or wider where that would be more columns than a screen shows.</summary>
    public static long ColumnWidthFor(SampleStore store)
    {
        foreach (int seconds in Widths)
        {
            if (store.TimeRange.Duration / NanosecondsPerSecond / seconds < GoodColumns)
            {
                return seconds * NanosecondsPerSecond;
            }
        }

        return Widths[^1] * NanosecondsPerSecond;
    }

    /// <exception cref="ApiException">Rows or column width make no sense, or the map would be too large.</exception>
    public static HeatMap Build(SampleStore store, ViewQuery query, string? rows, string? column, FlameScopeOptions options)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        long width = column is null or "" or "auto" ? ColumnWidthFor(store) : Parameters.Seconds("column", column)!.Value;
        if (width <= 0)
        {
            throw ApiException.BadParameter("column", "seconds above 0, or auto", column);
        }

        HeatMapOptions layout = new()
        {
            Rows = rows is null or "" or "auto"
                ? Math.Min(SamplingFrequency.RowsFor(SamplingFrequency.Of(store, request.Filter.Event), width), options.MaxRows)
                : Parameters.Number("rows", rows, 1, options.MaxRows)!.Value,
            ColumnNanoseconds = width,
        };
        long length = request.Range is null ? store.TimeRange.Duration : store.TimeRange.Intersect(request.Range.Value).Duration;
        long columns = (length / width) + 1;
        if (columns > options.MaxColumns)
        {
            throw ApiException.BadParameter(
                "column", FormattableString.Invariant($"a width with at most {options.MaxColumns} columns (this one has {columns})"), column ?? "auto");
        }

        return HeatMap.Create(store.Slice(request.Range).Where(request.Filter).WeighedBy(request.Weight), layout);
    }

    public static ColumnarResult ResultOf(HeatMap map)
    {
        WireColumn[] columns =
        [
            WireColumn.Of("values", map.Values),
            WireColumn.Of("totals", map.ColumnTotals),
        ];
        return new ColumnarResult(
            json =>
            {
                json.WriteString("event"u8, map.EventName);
                json.WriteString("unit"u8, map.Metric.Unit);
                json.WriteNumber("columns"u8, map.Columns);
                json.WriteNumber("rows"u8, map.Rows);
                json.WriteNumber("columnWidth"u8, map.ColumnWidth);
                json.WriteNumber("start"u8, map.Origin - map.ProfileOrigin);
                json.WriteNumber("capturedFrom"u8, map.CapturedRange.Start - map.ProfileOrigin);
                json.WriteNumber("capturedTo"u8, map.CapturedRange.End - map.ProfileOrigin);
                json.WriteNumber("maximum"u8, map.Maximum);
                WireJson.WriteCoverage(json, "coverage"u8, map.Coverage);
            },
            columns);
    }
}
