namespace FlameScope.Columns;

/// <summary>A table has as many rows as one can have. Whoever loads an input says so of the input.</summary>
internal sealed class TableFullException(string message) : InvalidOperationException(message);
