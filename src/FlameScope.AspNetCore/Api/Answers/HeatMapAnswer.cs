using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A heat map. Only the API's description knows this type: <see cref="HeatMapView"/> writes columns as they are.</summary>
internal sealed record HeatMapAnswer
{
    [Description("Name of the event shown; all where several are added up.")]
    public required string Event { get; init; }

    [Description("What the values count, such as samples, ns or bytes.")]
    public required string Unit { get; init; }

    public required int Columns { get; init; }

    public required int Rows { get; init; }

    [Description("Width of a column, in nanoseconds.")]
    public required long ColumnWidth { get; init; }

    [Description("Start of the first column, in nanoseconds from the whole second of the first sample, as all times here.")]
    public required long Start { get; init; }

    [Description("Start of what was captured: before it there is no data.")]
    public required long CapturedFrom { get; init; }

    [Description("End of what was captured.")]
    public required long CapturedTo { get; init; }

    [Description("The largest value.")]
    public required long Maximum { get; init; }

    public required Coverage Coverage { get; init; }

    [Description("What has a time and no stack, by start: the profile's own markers, and those that the request adds.")]
    public required IReadOnlyList<MarkerAnswer> Markers { get; init; }

    [Description("Names of the rows, from the first up, where they are no offsets.")]
    public IReadOnlyList<string>? RowNames { get; init; }

    [Description("For each of these rows the parameters that leave nothing but its samples; null where none do.")]
    public IReadOnlyList<IReadOnlyDictionary<string, string>?>? RowFilters { get; init; }

    [Description("values: column after column, each from offset 0 up; totals: the sum of each column.")]
    public required IReadOnlyDictionary<string, double[]> Data { get; init; }
}
