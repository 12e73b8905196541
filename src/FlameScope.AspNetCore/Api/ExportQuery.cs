using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FlameScope.Export;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>Which view becomes a file, and how, as it stands in the request.</summary>
internal sealed class ExportQuery
{
    [FromQuery(Name = "view")]
    [Required]
    [Description("heatmap, flame, diff, top or chart.")]
    public string? View { get; set; }

    [FromQuery(Name = "format")]
    [Required]
    [Description("json; for all but top also svg; for heatmap, diff and top also csv; for flame and diff also folded, with two columns of numbers for diff; for flame also speedscope, firefox and cpuprofile, and html: a report, one file with the page and the samples in it.")]
    public string? Format { get; set; }

    [FromQuery(Name = "layout")]
    [Description("flame (default) or icicle, for an SVG of a flame graph or difference.")]
    public string? Layout { get; set; }

    [FromQuery(Name = "width")]
    [Description("Whose values are the widths in an SVG of a difference: examined (default), baseline or both.")]
    public string? Width { get; set; }

    [FromQuery(Name = "theme")]
    [Description("Which colours an SVG has: auto (default), as the reader's system asks, light or dark.")]
    public string? Theme { get; set; }

    [FromQuery(Name = "rows")]
    [Description("As for the heat map.")]
    public string? Rows { get; set; }

    [FromQuery(Name = "rowsBy")]
    [Description("As for the heat map.")]
    public string? RowsBy { get; set; }

    [FromQuery(Name = "limit")]
    [Description("As for the heat map.")]
    public string? Limit { get; set; }

    [FromQuery(Name = "column")]
    [Description("As for the heat map.")]
    public string? Column { get; set; }

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public HeatMapShape ToShape(FlameScopeOptions options) => HeatMapShape.Of(RowsBy, Rows, Limit, Column, options);

    /// <exception cref="ApiException">There is no such layout or width.</exception>
    public ExportOptions ToOptions() => new()
    {
        IsIcicle = Choices.Read("layout", Layout) == 1,
        Theme = (SvgTheme)(Choices.Read("theme", Theme) ?? 0),
        DiffWidth = (FlameDiffWidth)(Choices.Read("width", Width) ?? 0),
    };
}
