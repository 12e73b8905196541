using System.Buffers;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Draws a flame tree as an SVG flame graph that stands alone: one file, no network, with its own script or none.</summary>
/// <remarks>
/// In the interactive drawing a click zooms, Backspace goes back, 0 or Esc resets, <c>/</c> searches (a regular expression, or
/// plain text where it is none), arrow keys walk the frames. Colours tell the kind of code; a name has the same shade always.
/// </remarks>
public sealed class SvgFlameGraphExporter : IProfileExporter<FlameTree>
{
    private readonly SvgFlameGraphOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is out of range, or there is no such theme.</exception>
    public SvgFlameGraphExporter(SvgFlameGraphOptions? options = null)
    {
        _options = options ?? new SvgFlameGraphOptions();
        _options.Check();
    }

    /// <inheritdoc/>
    public string MediaType => "image/svg+xml";

    /// <inheritdoc/>
    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output svg = new(output);
        new FlameGraphDrawing(new KindPaint(value), _options, svg).Draw();
        svg.Flush();
    }
}
