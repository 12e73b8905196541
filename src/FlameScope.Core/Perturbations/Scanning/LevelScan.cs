using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Finds where a feature's level changes for good, or for longer than any scanned window: binary segmentation by CUSUM.</summary>
/// <remarks>
/// A change counts only where the lines fitted to both sides miss each other at that instant: a slow trend bends, it does not jump.
/// </remarks>
internal sealed class LevelScan
{
    private const int MaxSteps = 1024;
    private const int MaxDepth = 4;
    // Shorter ends are the scan of windows' business.
    private const int ShortestShare = 10;
    private const int ShortestEnd = 4;
    private const double MinJump = 0.6;
    private const double RareWindow = 20;

    private readonly TimeBins _bins;
    private readonly ScanLimits _limits;
    private readonly int _level;
    private readonly int _step;
    private readonly int _steps;
    private readonly List<(int At, double Evidence)> _changes = [];
    private readonly float[] _scales;
    private readonly int[] _allSums;
    private readonly int[] _sums;
    private bool _isShare;

    public LevelScan(TimeBins bins, ScanLimits limits)
    {
        _bins = bins;
        _limits = limits;
        _level = BitOperations.Log2((uint)Math.Max(1, bins.Count / MaxSteps));
        _step = 1 << _level;
        _steps = bins.Count / _step;
        _sums = new int[_steps + 1];
        _allSums = new int[_steps + 1];
        _scales = new float[_steps + 1];
        for (int at = 1; at < _steps; at++)
        {
            double share = (double)at / _steps;
            _scales[at] = (float)(1 / Math.Sqrt(share * (1 - share)));
        }
    }

    /// <summary>Tells the scan the volume, of which other features are shares.</summary>
    public void LoadVolume(CountPyramid all) => SumsInto(_allSums, all);

    /// <summary>Whether the feature's level may change at all, however little its counts vary; loads it.</summary>
    public bool MayChange(CountPyramid pyramid, int feature, int total)
    {
        _isShare = feature != 0;
        if (total < 4 * _limits.MinSamples)
        {
            return false;
        }

        SumsInto(_sums, pyramid);
        int at = SharpestOfAll();
        return at > 0 && Evidence(0, at, _steps) >= _limits.Evidence;
    }

    /// <summary>Finds the changes of the feature that <see cref="MayChange"/> has loaded.</summary>
    public void Scan(FeatureCounts feature, List<Candidate> output)
    {
        _changes.Clear();
        double dispersion = feature.DispersionOfLevels(_limits.LongestWindow);
        Split(0, _steps, dispersion, 0);
        if (_changes.Count == 0)
        {
            return;
        }

        _changes.Sort();
        Report(feature, _steps, dispersion, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumsInto(Span<int> sums, CountPyramid pyramid)
    {
        ReadOnlySpan<int> windows = pyramid.BinsAt(_level);
        ReadOnlySpan<int> counts = pyramid.CountsAt(_level);
        int sum = 0;
        int at = 0;
        for (int i = 0; i < windows.Length; i++)
        {
            int behind = Math.Min(windows[i] + 1, sums.Length);
            sums[at..behind].Fill(sum);
            sum += counts[i];
            at = behind;
        }

        sums[at..].Fill(sum);
    }

    // The CUSUM of the whole recording, whose scales are the same for all features.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SharpestOfAll()
    {
        Vector256<float> slope = Vector256.Create((float)_sums[_steps] / _steps);
        Vector256<float> place = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7) + Vector256.Create((float)ShortestEnd);
        Vector256<float> most = Vector256<float>.Zero;
        int last = _steps - ShortestEnd;
        int at = ShortestEnd;
        int best = -1;
        float highest = 0;
        for (; at + 7 <= last; at += 8, place += Vector256.Create(8f))
        {
            Vector256<float> score = Vector256.Abs(
                (Vector256.ConvertToSingle(Vector256.Create(_sums.AsSpan(at))) - (slope * place)) * Vector256.Create(_scales.AsSpan(at)));
            if (Vector256.GreaterThanAny(score, most))
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    (best, highest) = score[lane] > highest ? (at + lane, score[lane]) : (best, highest);
                }

                most = Vector256.Create(highest);
            }
        }

        for (; at <= last; at++)
        {
            float score = Math.Abs((_sums[at] - (slope[0] * at)) * _scales[at]);
            (best, highest) = score > highest ? (at, score) : (best, highest);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Split(int first, int end, double dispersion, int depth)
    {
        int total = _sums[end] - _sums[first];
        int span = end - first;
        if (depth == MaxDepth || total < 2 * _limits.MinSamples || span < 8)
        {
            return;
        }

        // excess² / (share · (1 − share)) is compared without dividing.
        int best = -1;
        double highest = 0;
        double under = 1;
        double rate = (double)total / span;
        for (int at = first + ShortestEnd; at <= end - ShortestEnd; at++)
        {
            double excess = _sums[at] - _sums[first] - (rate * (at - first));
            double spread = (double)(at - first) * (end - at);
            if (excess * excess * under > highest * spread)
            {
                (best, highest, under) = (at, excess * excess, spread);
            }
        }

        if (best < 0)
        {
            return;
        }

        double evidence = Evidence(first, best, end) / dispersion;
        if (evidence < _limits.Evidence)
        {
            return;
        }

        _changes.Add((best, evidence));
        Split(first, best, dispersion, depth + 1);
        Split(best, end, dispersion, depth + 1);
    }

    // What follows from the volume of all samples is no change of the feature's own: time is counted in seconds and in samples,
    // and the lesser evidence holds.
    private double Evidence(int first, int at, int end)
    {
        double evidence = Evidence(_sums[at] - _sums[first], _sums[end] - _sums[at], at - first, end - at);
        return _isShare
            ? Math.Min(evidence, Evidence(
                _sums[at] - _sums[first], _sums[end] - _sums[at], _allSums[at] - _allSums[first], _allSums[end] - _allSums[at]))
            : evidence;
    }

    private static double Evidence(int left, int right, double leftLength, double rightLength)
    {
        double rate = (left + right) / Math.Max(1, leftLength + rightLength);
        return CountDistribution.Evidence(left, Math.Max(0.5, rate * leftLength), 1)
            + CountDistribution.Evidence(right, Math.Max(0.5, rate * rightLength), 1);
    }

    private void Report(FeatureCounts feature, int steps, double dispersion, List<Candidate> output)
    {
        // A few long runs more on one side are no change of level.
        double ofRuns = feature.IsRare ? Math.Max(dispersion, CountDistribution.DispersionOfRuns(feature.Persistence())) : dispersion;
        for (int i = 0; i < _changes.Count; i++)
        {
            int before = i == 0 ? 0 : _changes[i - 1].At;
            int at = _changes[i].At;
            int after = i + 1 < _changes.Count ? _changes[i + 1].At : steps;
            int next = i + 2 < _changes.Count ? _changes[i + 2].At : steps;
            double left = Rate(before, at);
            double here = Rate(at, after);
            if (after < steps && here >= ScanLimits.MinRise * Math.Max(left, Rate(after, next))
                && IsJump(before, at, after, here - left) && IsJump(at, after, next, Rate(after, next) - here))
            {
                // Up and down again: a burst too long for the scan of windows, or one that it finds as well.
                AddRise(feature, at, after, Math.Max(left, Rate(after, next)), output);
                i++;
            }
            else if (Math.Min(left, here) <= ScanLimits.MinFall * Math.Max(left, here)
                && Math.Min(at - before, after - at) >= steps / ShortestShare
                && IsJump(before, at, after, here - left)
                && Math.Abs(here - left) * (after - at) >= _limits.MinSamples
                && _changes[i].Evidence * dispersion >= _limits.Evidence * ofRuns)
            {
                output.Add(new Candidate(
                    feature.Feature,
                    here > left ? ChangeShape.StepUp : ChangeShape.StepDown,
                    at * _step,
                    after == steps ? _bins.Count : after * _step,
                    _sums[after] - _sums[at],
                    left * (after - at),
                    _changes[i].Evidence));
            }
        }
    }

    private void AddRise(FeatureCounts feature, int at, int after, double rate, List<Candidate> output)
    {
        long count = _sums[after] - _sums[at];
        double expected = Math.Max(rate, feature.MeanRate * _step) * (after - at);
        int first = at * _step;
        int end = after * _step;
        double evidence = CountDistribution.Evidence(count, expected, feature.DispersionAt(end - first));
        if (count > expected && evidence >= _limits.Evidence && count - expected >= _limits.MinSamples)
        {
            output.Add(new Candidate(feature.Feature, ChangeShape.Rise, first, end, count, expected, evidence));
        }
    }

    // Four windows in a row, two on each side; each side is continued to the change along its own slope.
    private bool IsJump(int before, int at, int after, double difference)
    {
        // Short windows see no curve of a trend; what is rare needs long ones.
        int longest = Math.Min(at - before, after - at) / 2;
        int window = Math.Min(longest, Math.Max(MaxSteps / 16, (int)(RareWindow / Math.Max(1e-9, Rate(before, after)))));
        if (window < 2)
        {
            return false;
        }

        double farLeft = _sums[at - window] - _sums[at - (2 * window)];
        double left = _sums[at] - _sums[at - window];
        double right = _sums[at + window] - _sums[at];
        double farRight = _sums[at + (2 * window)] - _sums[at + window];
        double jump = (1.5 * right) - (0.5 * farRight) - (1.5 * left) + (0.5 * farLeft);
        bool stays = difference > 0
            ? Math.Min(right, farRight) > Math.Max(left, farLeft)
            : Math.Max(right, farRight) < Math.Min(left, farLeft);
        return stays && jump * Math.Sign(difference) >= MinJump * Math.Abs(difference) * window;
    }

    private double Rate(int first, int end) => (double)(_sums[end] - _sums[first]) / (end - first);
}
