namespace FlameScope.Fuzz.Checks;

/// <summary>Makes choices that depend on nothing but the input, so that a find repeats from the input alone.</summary>
internal static class InputHash
{
    /// <summary>Random numbers seeded by the input (FNV-1a).</summary>
    public static Random RandomOf(ReadOnlySpan<byte> input)
    {
        uint hash = 2166136261;
        foreach (byte value in input)
        {
            hash = (hash ^ value) * 16777619;
        }

        return new Random((int)(hash & int.MaxValue));
    }
}
