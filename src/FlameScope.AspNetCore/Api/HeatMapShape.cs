namespace FlameScope.AspNetCore.Api;

/// <summary>How a heat map is laid out, as far as that can be told without the profile.</summary>
/// <param name="By">What the rows are.</param>
/// <param name="Rows">Rows, where they are offsets; <see langword="null"/> for as many as fit the profile.</param>
/// <param name="TopRows">Rows of the busiest, where they are not offsets; <see langword="null"/> for the usual number.</param>
/// <param name="ColumnWidth">Width of a column in nanoseconds; <see langword="null"/> for what fits the profile.</param>
internal sealed record HeatMapShape(HeatMapRowKind By, int? Rows, int? TopRows, long? ColumnWidth)
{
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static HeatMapShape Of(string? by, string? rows, string? limit, string? column, FlameScopeOptions options)
    {
        HeatMapRowKind kind = (HeatMapRowKind)(Choices.Read("rowsBy", by) ?? 0);
        long? width = IsAuto(column) ? null : Parameters.Seconds("column", column);
        return width == 0
            ? throw ApiException.BadParameter("column", "seconds above 0, or auto", column)
            : new HeatMapShape(
                kind,
                IsAuto(rows) ? null : Parameters.Number("rows", rows, 1, options.MaxRows),
                Parameters.Number("limit", limit, 1, options.MaxRows),
                width);
    }

    private static bool IsAuto(string? text) => text is null or "" or "auto";
}
