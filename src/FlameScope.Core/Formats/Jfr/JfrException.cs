namespace FlameScope.Formats.Jfr;

/// <summary>A piece of a recording does not follow the format.</summary>
/// <param name="expected">What was expected.</param>
/// <param name="offset">Where, from the chunk's start.</param>
internal sealed class JfrException(string expected, int offset) : Exception(expected)
{
    public int Offset { get; } = offset;
}
