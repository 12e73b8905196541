using System.Runtime.CompilerServices;

namespace FlameScope.Columns;

/// <summary>Sums of values that are not negative, which stop at the largest number rather than wrap.</summary>
internal static class Saturating
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(long left, long right) => unchecked(left + right) is var sum and >= 0 ? sum : long.MaxValue;
}
