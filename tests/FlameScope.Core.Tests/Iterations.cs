using System.Globalization;

namespace FlameScope.Core.Tests;

/// <summary>How often properties are tried: as often as a normal run has time for, or FLAMESCOPE_ITERATIONS times as often.</summary>
internal static class Iterations
{
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("FLAMESCOPE_ITERATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int factor) ? Math.Max(1, factor) : 1;

    public static int Of(int normal) => normal * Factor;
}
