using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FlameScope.Statistics;

/// <summary>Medians of blocks of 64 values, four blocks at once: sorted side by side, by a network that needs no branch.</summary>
internal sealed class BlockMedians
{
    public const int BlockLength = 64;

    private readonly Vector256<double>[] _lanes = new Vector256<double>[BlockLength];
    private readonly (byte Low, byte High)[] _network = [.. Network()];

    /// <summary>The upper medians of four blocks on end.</summary>
    /// <param name="values">256 values or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector256<double> OfFour(ReadOnlySpan<double> values)
    {
        Vector256<double>[] lanes = _lanes;
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Vector256.Create(
                values[i], values[i + BlockLength], values[i + (2 * BlockLength)], values[i + (3 * BlockLength)]);
        }

        foreach ((byte low, byte high) in _network)
        {
            Vector256<double> a = lanes[low];
            Vector256<double> b = lanes[high];
            lanes[low] = Vector256.MinNative(a, b);
            lanes[high] = Vector256.MaxNative(a, b);
        }

        return lanes[BlockLength / 2];
    }

    // Batcher's merge exchange (Knuth, 5.2.2 M).
    private static IEnumerable<(byte Low, byte High)> Network()
    {
        for (int p = BlockLength / 2; p > 0; p /= 2)
        {
            for (int q = BlockLength / 2, r = 0, d = p; ; d = q - p, q /= 2, r = p)
            {
                for (int i = 0; i < BlockLength - d; i++)
                {
                    if ((i & p) == r)
                    {
                        yield return ((byte)i, (byte)(i + d));
                    }
                }

                if (q == p)
                {
                    break;
                }
            }
        }
    }
}
