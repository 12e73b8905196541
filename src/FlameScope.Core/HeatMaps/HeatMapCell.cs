using FlameScope.Columns;

namespace FlameScope;

/// <summary>One cell of a heat map.</summary>
/// <param name="Column">Zero-based column, in order of time.</param>
/// <param name="Row">Zero-based row; row 0 holds the earliest offsets and is drawn at the bottom.</param>
public readonly record struct HeatMapCell(int Column, int Row);
