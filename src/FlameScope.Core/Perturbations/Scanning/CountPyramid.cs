using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>One feature's counts in windows of 1, 2, 4, … bins, of which only those are kept that hold some.</summary>
/// <remarks>Made once a feature; every scan then reads the level that it needs, in order.</remarks>
internal sealed class CountPyramid
{
    // After each level stand windows that no scan reaches, so that vectors may read past its end.
    private const int Padding = 16;
    private const int Beyond = int.MaxValue - 8;

    private readonly int[] _starts = new int[FeatureCounts.MaxLevels + 2];
    private readonly int[] _lengths = new int[FeatureCounts.MaxLevels + 1];
    private readonly int[] _fullest = new int[FeatureCounts.MaxLevels + 1];
    private int[] _bins = [];
    private int[] _counts = [];

    /// <summary>Number of levels made.</summary>
    public int Levels { get; private set; }

    /// <param name="bins">The bins that hold something, ascending.</param>
    /// <param name="sums">The counts before each of them, and after the last.</param>
    /// <param name="levels">Number of levels wanted.</param>
    public void Build(ReadOnlySpan<int> bins, ReadOnlySpan<int> sums, int levels)
    {
        Levels = Math.Min(levels, _lengths.Length);
        if (_bins.Length < (bins.Length + Padding) * Levels)
        {
            _bins = GC.AllocateUninitializedArray<int>((bins.Length + Padding) * Levels * 2);
            _counts = GC.AllocateUninitializedArray<int>(_bins.Length);
        }

        bins.CopyTo(_bins);
        DifferencesOf(sums, _counts.AsSpan(0, bins.Length));
        Close(0, 0, bins.Length);
        for (int level = 1; level < Levels; level++)
        {
            int start = _starts[level - 1] + _lengths[level - 1] + Padding;
            int length = Merge(BinsAt(level - 1), CountsAt(level - 1), _bins.AsSpan(start), _counts.AsSpan(start));
            Close(level, start, length);
        }
    }

    /// <summary>Numbers of the windows of <c>2^level</c> bins that hold something, ascending.</summary>
    public ReadOnlySpan<int> BinsAt(int level) => _bins.AsSpan(_starts[level], _lengths[level]);

    /// <summary>What each of them holds.</summary>
    public ReadOnlySpan<int> CountsAt(int level) => _counts.AsSpan(_starts[level], _lengths[level]);

    /// <summary>What the fullest of them holds.</summary>
    public int FullestAt(int level) => _fullest[level];

    /// <summary>Finds windows of up to three neighbours that hold enough together.</summary>
    /// <param name="level">The level.</param>
    /// <param name="width">Neighbours in a window, 1 to 3.</param>
    /// <param name="least">The least that they hold.</param>
    /// <param name="output">Takes each window's first bin, in windows of the level, and what it holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindFull(int level, int width, int least, List<(int First, int Sum)> output)
    {
        ReadOnlySpan<int> bins = _bins.AsSpan(_starts[level], _lengths[level] + Padding);
        ReadOnlySpan<int> counts = _counts.AsSpan(_starts[level], _lengths[level] + Padding);
        Vector256<int> border = Vector256.Create(least - 1);
        Vector256<int> reach = Vector256.Create(width);
        for (int i = 0; i < _lengths[level]; i += Vector256<int>.Count)
        {
            Vector256<int> sum = Vector256.Create(counts[i..]);
            Vector256<int> behind = Vector256.Create(bins[i..]) + reach;
            for (int next = 1; next < width; next++)
            {
                sum += Vector256.LessThan(Vector256.Create(bins[(i + next)..]), behind) & Vector256.Create(counts[(i + next)..]);
            }

            uint full = Vector256.GreaterThan(sum, border).ExtractMostSignificantBits();
            for (; full != 0; full &= full - 1)
            {
                int lane = System.Numerics.BitOperations.TrailingZeroCount(full);
                if (i + lane < _lengths[level])
                {
                    output.Add((bins[i + lane], sum[lane]));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DifferencesOf(ReadOnlySpan<int> sums, Span<int> counts)
    {
        ReadOnlySpan<int> next = sums.Slice(1, counts.Length);
        int i = 0;
        for (; i <= counts.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            (Vector256.Create(next[i..]) - Vector256.Create(sums[i..])).CopyTo(counts[i..]);
        }

        for (; i < counts.Length; i++)
        {
            counts[i] = next[i] - sums[i];
        }
    }

    // Whether a window joins the one before is as good as random: no branch depends on it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Merge(ReadOnlySpan<int> bins, ReadOnlySpan<int> counts, Span<int> mergedBins, Span<int> mergedCounts)
    {
        int at = -1;
        int last = -1;
        int sum = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            int bin = bins[i] >> 1;
            int isNew = bin == last ? 0 : 1;
            at += isNew;
            sum = counts[i] + (sum & (isNew - 1));
            mergedBins[at] = bin;
            mergedCounts[at] = sum;
            last = bin;
        }

        return at + 1;
    }

    private void Close(int level, int start, int length)
    {
        _starts[level] = start;
        _lengths[level] = length;
        _bins.AsSpan(start + length, Padding).Fill(Beyond);
        _counts.AsSpan(start + length, Padding).Clear();
        _fullest[level] = MaxOf(_counts.AsSpan(start, length + Vector256<int>.Count));
    }

    // The counts after the end are 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int MaxOf(ReadOnlySpan<int> counts)
    {
        Vector256<int> max = Vector256<int>.Zero;
        for (int i = 0; i + Vector256<int>.Count <= counts.Length; i += Vector256<int>.Count)
        {
            max = Vector256.Max(max, Vector256.Create(counts[i..]));
        }

        int most = 0;
        for (int lane = 0; lane < Vector256<int>.Count; lane++)
        {
            most = Math.Max(most, max[lane]);
        }

        return most;
    }
}
