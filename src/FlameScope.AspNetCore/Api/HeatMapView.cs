using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>Heat maps in the API.</summary>
internal static class HeatMapView
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The width of columns by default, in nanoseconds.</summary>
    public static long ColumnWidthFor(Profile profile) => HeatMapOptions.ColumnWidthFor(profile).Ticks * TimeSpan.NanosecondsPerTick;

    /// <exception cref="ApiException">The map would be too large.</exception>
    public static HeatMap Build(ProfileSlice slice, HeatMapShape shape, FlameScopeOptions options)
    {
        Profile profile = slice.Profile;
        long width = shape.ColumnWidth ?? ColumnWidthFor(profile);
        long length = slice.Range is TimeRange range ? profile.TimeRange.Intersect(range).Duration : profile.TimeRange.Duration;
        long columns = (length / width) + 1;
        if (columns > options.MaxColumns)
        {
            throw ApiException.BadParameter(
                "column",
                FormattableString.Invariant($"a width with at most {options.MaxColumns} columns (this one has {columns})"),
                shape.ColumnWidth is long given ? FormattableString.Invariant($"{given / (decimal)NanosecondsPerSecond:0.#########}") : "auto");
        }

        HeatMapOptions layout = new()
        {
            RowKind = shape.By,
            Rows = shape.Rows ?? Math.Min(SamplingFrequency.RowsFor(SamplingFrequency.Of(profile, slice.Filter.Event), width), options.MaxRows),
            ColumnNanoseconds = width,
        };
        return HeatMap.Create(slice, shape.TopRows is int top ? layout with { TopRows = top } : layout);
    }

    /// <summary>What each cell of a map has of a slice's samples that fit a condition.</summary>
    public static long[] Matching(ProfileSlice slice, SampleCondition condition, HeatMap map)
    {
        HeatMap matching = HeatMap.Create(slice.Where(condition), new HeatMapOptions
        {
            RowKind = map.RowKind,
            Rows = Math.Max(1, map.Rows),
            TopRows = Math.Max(1, map.Rows),
            ColumnNanoseconds = map.ColumnWidth,
        });

        // Rows with names are those that have matches, in an order of their own.
        long[] cells = new long[map.Values.Length];
        List<HeatMapRow> named = [.. map.NamedRows];
        int[] rowOf = named.Count == 0
            ? [.. Enumerable.Range(0, matching.Rows)]
            : [.. matching.NamedRows.Select(row => named.FindIndex(own => own.Condition.Equals(row.Condition)))];
        int others = named.Count - 1;
        for (int cell = 0; cell < matching.Values.Length; cell++)
        {
            (int column, int row) = (cell / matching.Rows, rowOf[cell % matching.Rows]);
            long place = ((column + ((matching.Origin - map.Origin) / map.ColumnWidth)) * map.Rows) + (row < 0 ? others : row);
            if (place >= 0 && place < cells.Length)
            {
                cells[place] += matching.Values[cell];
            }
        }

        return cells;
    }

    public static ColumnarResult ResultOf(HeatMap map, long[]? matches = null)
    {
        WireColumn[] columns =
        [
            WireColumn.Of("values", map.Values),
            WireColumn.Of("totals", map.ColumnTotals),
            .. matches is null ? (WireColumn[])[] : [WireColumn.Of<long>("matches", matches)],
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
                json.WriteStartArray("markers"u8);
                foreach (NamedMarker marker in map.Markers)
                {
                    json.WriteMarkerValue(marker, map.ProfileOrigin);
                }

                json.WriteEndArray();
                if (map.RowNames.Count > 0)
                {
                    json.WriteStartArray("rowNames"u8);
                    foreach (string name in map.RowNames)
                    {
                        json.WriteStringValue(name);
                    }

                    json.WriteEndArray();
                    RowFilters.Write(json, map.NamedRows);
                }
            },
            columns);
    }
}
