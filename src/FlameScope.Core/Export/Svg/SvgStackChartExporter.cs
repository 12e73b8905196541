using System.Buffers;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Draws a stack chart as an SVG that stands alone, without a script: time to the right, a lane for each thread.</summary>
public sealed class SvgStackChartExporter : IProfileExporter<StackChart>
{
    private readonly SvgStackChartOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is out of range, or there is no such theme.</exception>
    public SvgStackChartExporter(SvgStackChartOptions? options = null)
    {
        _options = options ?? new SvgStackChartOptions();
        _options.Check();
    }

    /// <inheritdoc/>
    public string MediaType => "image/svg+xml";

    /// <inheritdoc/>
    public void Export(StackChart value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output svg = new(output);
        new StackChartDrawing(value, _options, svg).Draw();
        svg.Flush();
    }
}
