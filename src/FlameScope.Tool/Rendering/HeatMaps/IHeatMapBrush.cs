using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>How the cells of a heat map become characters.</summary>
internal interface IHeatMapBrush
{
    /// <summary>Rows of cells that one line of characters holds.</summary>
    int RowsPerLine { get; }

    /// <summary>The most rows worth drawing.</summary>
    int MaxRows { get; }

    /// <summary>Writes one line of a band, without its end.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="line">The line, counted from the bottom.</param>
    /// <param name="first">First column of the band.</param>
    /// <param name="end">The column after the band.</param>
    /// <param name="text">Where to write.</param>
    void DrawLine(HeatMapPicture picture, int line, int first, int end, TextWriter text);

    /// <summary>Writes what the signs mean.</summary>
    void DrawLegend(TextWriter text);
}
