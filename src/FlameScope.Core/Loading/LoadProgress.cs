namespace FlameScope;

/// <summary>How far a load is.</summary>
/// <param name="BytesRead">Bytes read from the input so far, compressed where it is.</param>
/// <param name="TotalBytes">The input's length in the same bytes; <see langword="null"/> where it is not known.</param>
public readonly record struct LoadProgress(long BytesRead, long? TotalBytes);
