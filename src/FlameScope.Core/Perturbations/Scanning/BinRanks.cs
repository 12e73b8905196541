using System.Numerics;
using System.Runtime.CompilerServices;
using FlameScope.Columns;
using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Tells without a search how many bins of one feature lie before another bin: a bit for each bin, and a sum for each 64.</summary>
/// <remarks>One for all features: it is cheap to make anew, and too large to keep for each.</remarks>
internal sealed class BinRanks
{
    private const int BlockBits = 6;

    private (ulong Bits, int Before)[] _blocks = [];

    /// <summary>The feature whose bins these are; -1 before the first.</summary>
    public int Feature { get; private set; } = -1;

    /// <param name="feature">The feature whose bins they are.</param>
    /// <param name="bins">The bins that hold something, ascending.</param>
    /// <param name="binCount">Number of all bins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(int feature, ReadOnlySpan<int> bins, int binCount)
    {
        Feature = feature;
        int count = (binCount >> BlockBits) + 1;
        if (_blocks.Length < count)
        {
            _blocks = new (ulong, int)[count];
        }

        Span<(ulong Bits, int Before)> blocks = _blocks.AsSpan(0, count);
        blocks.Clear();
        foreach (int bin in bins)
        {
            blocks[bin >> BlockBits].Bits |= 1UL << bin;
        }

        int before = 0;
        foreach (ref (ulong Bits, int Before) block in blocks)
        {
            block.Before = before;
            before += BitOperations.PopCount(block.Bits);
        }
    }

    /// <summary>How many of the bins lie before one, which may be the one after the last of all.</summary>
    public int Before(int bin)
    {
        (ulong bits, int before) = _blocks[bin >> BlockBits];
        return before + BitOperations.PopCount(bits & ((1UL << bin) - 1));
    }
}
