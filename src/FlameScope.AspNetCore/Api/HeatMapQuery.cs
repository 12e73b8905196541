using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>How a heat map is laid out, as it stands in the request.</summary>
internal sealed class HeatMapQuery
{
    [FromQuery(Name = "rows")]
    [Description("Rows a column, or auto (default): as many as the profile has samples a second.")]
    public string? Rows { get; set; }

    [FromQuery(Name = "rowsBy")]
    [Description("What the rows are: offset (default), cpu, thread, process, command or cgroup.")]
    public string? RowsBy { get; set; }

    [FromQuery(Name = "limit")]
    [Description("Rows of the busiest threads, processes, commands or control groups; all others share one more. 20 by default.")]
    public string? Limit { get; set; }

    [FromQuery(Name = "column")]
    [Description("Width of a column in seconds, or auto (default).")]
    public string? Column { get; set; }

    [FromQuery(Name = "match")]
    [Description("Functions that are searched for, as a pattern like frame: the answer then has the column matches, what each cell has with such a function in its stack.")]
    public string? Match { get; set; }

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public HeatMapShape ToShape(FlameScopeOptions options) => HeatMapShape.Of(RowsBy, Rows, Limit, Column, options);
}
