using System.Buffers;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Draws a heat map as an SVG without any script: axes, column totals, a legend, and each cell's time and count on hover.</summary>
/// <remarks>
/// Colours are linear up to the 99th percentile of the non-zero cells, and never end below 4, so that a map of ones and twos
/// does not look extreme; where larger values share the last colour, the legend says so.
/// </remarks>
public sealed class SvgHeatMapExporter : IProfileExporter<HeatMap>
{
    private readonly SvgHeatMapOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side of a cell or the width is out of range, or there is no such theme.</exception>
    public SvgHeatMapExporter(SvgHeatMapOptions? options = null)
    {
        _options = options ?? new SvgHeatMapOptions();
        ThrowIfNoSide(_options.CellWidth);
        ThrowIfNoSide(_options.CellHeight);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Width ?? int.MaxValue, SvgFlameGraphOptions.MinWidth, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)_options.Theme, (byte)SvgTheme.Dark, nameof(options));
    }

    /// <inheritdoc/>
    public string MediaType => "image/svg+xml";

    /// <inheritdoc/>
    public void Export(HeatMap value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output svg = new(output);
        new HeatMapDrawing(value, _options, svg).Draw();
        svg.Flush();
    }

    private static void ThrowIfNoSide(int? side)
    {
        if (side is int pixels)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1, "options");
            ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, SvgHeatMapOptions.MaxCellSize, "options");
        }
    }
}
