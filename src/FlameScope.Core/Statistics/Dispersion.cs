using System.Runtime.CompilerServices;
namespace FlameScope.Statistics;

/// <summary>Estimates variance over mean of counts in equal windows, robustly: a few windows may hold perturbations.</summary>
/// <param name="perturbed">How many clumps of samples may be perturbations.</param>
internal sealed class Dispersion(int perturbed)
{
    private const int Cap = 2048;
    private const double DenseMean = 3;
    private const double HeavyTails = 1.4;
    private const double MinOccupied = 0.6;
    private const double SparseMean = 1;
    private const double KeptShare = 0.9;

    // The mean of the smallest 90 % of the squares of a standard normal variable.
    private const double TrimmedMeanOfSquares = 0.6231;
    private const int MinWindows = 20;
    private const int MaxMerged = 4;

    private readonly int[] _histogram = new int[Cap];
    private readonly int[] _recent = new int[2];
    private int _highest;

    /// <summary>The last estimate with nothing left out but how far counts exceed their mean: what a fall is judged by.</summary>
    public double OfFalls { get; private set; }

    /// <summary>The last estimate of a rare feature with nothing left out.</summary>
    public double Untrimmed { get; private set; }

    /// <summary>Estimates from the windows that hold something, in order.</summary>
    /// <param name="windows">Number of each window that holds something.</param>
    /// <param name="counts">What it holds.</param>
    /// <param name="allWindows">Number of windows, empty ones included.</param>
    /// <param name="total">Sum of the counts.</param>
    /// <returns>Variance over mean; not a number where too little is left to tell.</returns>
    public double Estimate(ReadOnlySpan<int> windows, ReadOnlySpan<int> counts, int allWindows, long total)
    {
        OfFalls = double.NaN;
        Untrimmed = double.NaN;
        double mean = (double)total / allWindows;
        if (windows.Length < MinWindows)
        {
            return double.NaN;
        }

        return mean >= DenseMean && allWindows >= MinWindows && windows.Length >= MinOccupied * allWindows
            ? OfDifferences(windows, counts, allWindows, mean)
            : mean <= SparseMean ? OfTrimmedMoments(windows, counts, allWindows, mean) : double.NaN;
    }

    // Squared differences of windows two apart: a trend cancels out, and the largest tenth is left out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double OfDifferences(ReadOnlySpan<int> windows, ReadOnlySpan<int> counts, int allWindows, double mean)
    {
        Clear();
        double unit = Math.Max(1, 8 * mean / Cap);
        _recent[0] = _recent[1] = -1;
        int at = 0;
        int differences = 0;
        for (int window = 0; window < allWindows; window++)
        {
            int count = at < windows.Length && windows[at] == window ? counts[at++] : 0;
            ref int before = ref _recent[window & 1];
            if (before >= 0)
            {
                Add((int)Math.Min(Cap - 1, Math.Abs(count - before) / unit));
                differences++;
            }

            before = count;
        }

        int kept = Math.Max(1, (int)(differences * KeptShare));
        double sum = 0;
        double clipped = 0;
        int left = kept;
        for (int bin = 0; bin <= _highest; bin++)
        {
            int taken = Math.Min(left, _histogram[bin]);
            double size = bin * unit;
            sum += taken * size * size;
            clipped += _histogram[bin] * Math.Min(size, mean) * Math.Min(size, mean);
            left -= taken;
        }

        OfFalls = clipped / Math.Max(1, differences) / (2 * mean);

        double dispersion = sum / kept / (2 * mean * TrimmedMeanOfSquares);

        // What varies more than Poisson varies with heavier tails than the normal distribution's, which trimming hides.
        return dispersion > 1 ? 1 + (HeavyTails * (dispersion - 1)) : dispersion;
    }

    // The fullest clumps may be the perturbations looked for: moments of the others. A clump is a run of windows with no long
    // break in it, so that a phase of many short bursts is one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double OfTrimmedMoments(ReadOnlySpan<int> windows, ReadOnlySpan<int> counts, int allWindows, double mean)
    {
        Clear();
        int shift = Math.Clamp((int)Math.Floor(-Math.Log2(mean)), 0, MaxMerged);
        for (int i = 0; i < counts.Length;)
        {
            Add(Math.Min(Cap - 1, NextClump(windows, counts, ref i, shift)));
        }

        int left = perturbed;
        int border = _highest;
        for (; border > 0 && _histogram[border] <= left; border--)
        {
            left -= _histogram[border];
        }

        double sum = 0;
        double squares = 0;
        double allSum = 0;
        double allSquares = 0;
        int kept = 0;
        for (int i = 0; i < counts.Length;)
        {
            int first = i;
            int size = Math.Min(Cap - 1, NextClump(windows, counts, ref i, shift));
            for (int j = first; j < i; j++)
            {
                allSum += counts[j];
                allSquares += (double)counts[j] * counts[j];
            }

            if (size > border || (size == border && left-- > 0))
            {
                continue;
            }

            kept += i - first;
            for (; first < i; first++)
            {
                sum += counts[first];
                squares += (double)counts[first] * counts[first];
            }
        }

        Untrimmed = (allSquares - (allSum * allSum / allWindows)) / allSum;
        return kept < MinWindows ? double.NaN : (squares - (sum * sum / allWindows)) / sum;
    }

    private void Clear()
    {
        Array.Clear(_histogram, 0, _highest + 1);
        _highest = 0;
    }

    private void Add(int bin)
    {
        _histogram[bin]++;
        _highest = Math.Max(_highest, bin);
    }

    private static int NextClump(ReadOnlySpan<int> windows, ReadOnlySpan<int> counts, ref int i, int shift)
    {
        int size = counts[i];
        for (i++; i < counts.Length && windows[i] >> shift <= (windows[i - 1] >> shift) + 1; i++)
        {
            size += counts[i];
        }

        return size;
    }
}
