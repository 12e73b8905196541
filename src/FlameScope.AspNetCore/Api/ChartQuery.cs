using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>How a stack chart is laid out, as it stands in the request.</summary>
internal sealed class ChartQuery
{
    private const int MaxLanes = 1_000;

    [FromQuery(Name = "hide")]
    [Description("Functions that are taken out of stacks, as patterns like frame; may be given several times.")]
    public string[]? Hide { get; set; }

    [FromQuery(Name = "limit")]
    [Description("Lanes of the busiest threads; 100 by default.")]
    public string? Limit { get; set; }

    [FromQuery(Name = "least")]
    [Description("Neighbours shorter than this share of the slice, 0 (default) to 1, become one frame called other.")]
    public string? Least { get; set; }

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public ChartShape ToShape(FlameScopeOptions options)
    {
        StackChartOptions usual = new();
        return new ChartShape(
            new StackChartOptions
            {
                Hide = [.. Parameters.All("hide", Hide, FilterText.ParseFramePattern, options)],
                MaxLanes = Parameters.Number("limit", Limit, 1, MaxLanes) ?? usual.MaxLanes,
            },
            Parameters.Share("least", Least));
    }
}

/// <summary>How a stack chart is laid out.</summary>
/// <param name="Options">What can be told without the profile.</param>
/// <param name="Least">The share of the slice from which on frames stand alone.</param>
internal sealed record ChartShape(StackChartOptions Options, double Least);
