using System.Buffers;
using FlameScope.Export.Svg;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Draws the difference of two flame trees as one flame graph: red frames have more in the examined tree, blue ones less.</summary>
/// <remarks>
/// Colours go by the difference of inclusive values in the unit of <see cref="FlameDiffOptions.Mode"/>, up to the largest one drawn; frames whose
/// difference is no more than noise are grey. Frames that only one side has are hatched. It stands alone, and its script is that of
/// <see cref="SvgFlameGraphExporter"/>.
/// </remarks>
public sealed class SvgFlameDiffExporter : IProfileExporter<FlameDiff>
{
    private readonly SvgFlameDiffOptions _options;

    /// <summary>Creates the exporter.</summary>
    /// <param name="options">How to draw; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is out of range, or there is no such side or theme.</exception>
    public SvgFlameDiffExporter(SvgFlameDiffOptions? options = null)
    {
        _options = options ?? new SvgFlameDiffOptions();
        _options.Graph.Check();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)_options.Width, (byte)FlameDiffWidth.Both, nameof(options));
    }

    /// <inheritdoc/>
    public string MediaType => "image/svg+xml";

    /// <inheritdoc/>
    public void Export(FlameDiff value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output svg = new(output);
        new FlameGraphDrawing(new DiffPaint(value, _options.Width), _options.Graph, svg).Draw();
        svg.Flush();
    }
}
