using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What stands around the cells of a heat map.</summary>
internal interface IHeatMapAxes
{
    /// <summary>Writes a band of columns with everything around it.</summary>
    /// <param name="brush">Writes the cells.</param>
    /// <param name="first">First column of the band.</param>
    /// <param name="end">The column after the band.</param>
    /// <param name="text">Where to write.</param>
    void Draw(IHeatMapBrush brush, int first, int end, TextWriter text);
}
