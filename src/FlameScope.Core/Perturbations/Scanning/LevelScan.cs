using FlameScope.Perturbations.Evidence;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Finds where a feature's level changes for good, or for longer than any scanned window: binary segmentation by CUSUM.</summary>
/// <remarks>
/// A change counts only where the lines fitted to both sides miss each other at that instant: a slow trend bends, it does not jump.
/// </remarks>
internal sealed class LevelScan(TimeBins bins, ScanLimits limits)
{
    private const int MostSteps = 1024;
    private const int MostDepth = 4;
    // Shorter ends are the scan of windows' business.
    private const int ShortestShare = 10;
    private const double LeastJump = 0.6;
    private const double RareWindow = 20;

    private readonly int _step = Math.Max(1, bins.Count / MostSteps);
    private readonly List<(int At, double Evidence)> _changes = [];
    private readonly int[] _allSums = new int[(bins.Count / Math.Max(1, bins.Count / MostSteps)) + 2];
    private bool _isShare;
    private readonly int[] _sums = new int[(bins.Count / Math.Max(1, bins.Count / MostSteps)) + 2];

    public void Scan(FeatureCounts feature, FeatureCounts all, List<Candidate> output)
    {
        if (feature.Total < 4 * limits.FewestSamples)
        {
            return;
        }

        int steps = bins.Count / _step;
        double dispersion = feature.DispersionAt(limits.LongestWindow);
        feature.SumsBySteps(_step, _sums.AsSpan(0, steps + 1));
        if (_allSums[steps] == 0)
        {
            all.SumsBySteps(_step, _allSums.AsSpan(0, steps + 1));
        }

        _isShare = feature.Feature != 0;

        _changes.Clear();
        Split(0, steps, dispersion, 0);
        if (_changes.Count == 0)
        {
            return;
        }

        _changes.Sort();
        Report(feature, steps, output);
    }

    private void Split(int first, int end, double dispersion, int depth)
    {
        int total = _sums[end] - _sums[first];
        int span = end - first;
        if (depth == MostDepth || total < 2 * limits.FewestSamples || span < 8)
        {
            return;
        }

        int best = -1;
        double bestScore = 0;
        for (int at = first + 4; at <= end - 4; at++)
        {
            double share = (double)(at - first) / span;
            double excess = _sums[at] - _sums[first] - (share * total);
            double score = excess * excess / (share * (1 - share));
            if (score > bestScore)
            {
                (best, bestScore) = (at, score);
            }
        }

        if (best < 0)
        {
            return;
        }

        double evidence = Evidence(first, best, end) / dispersion;
        if (evidence < limits.Evidence)
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

    private void Report(FeatureCounts feature, int steps, List<Candidate> output)
    {
        for (int i = 0; i < _changes.Count; i++)
        {
            int before = i == 0 ? 0 : _changes[i - 1].At;
            int at = _changes[i].At;
            int after = i + 1 < _changes.Count ? _changes[i + 1].At : steps;
            int next = i + 2 < _changes.Count ? _changes[i + 2].At : steps;
            double left = Rate(before, at);
            double here = Rate(at, after);
            if (after < steps && here >= ScanLimits.LeastRise * Math.Max(left, Rate(after, next))
                && IsJump(before, at, after, here - left) && IsJump(at, after, next, Rate(after, next) - here))
            {
                // Up and down again: a burst too long for the scan of windows, or one that it finds as well.
                AddRise(feature, at, after, Math.Max(left, Rate(after, next)), output);
                i++;
            }
            else if (Math.Min(left, here) <= ScanLimits.LeastFall * Math.Max(left, here)
                && Math.Min(at - before, after - at) >= steps / ShortestShare
                && IsJump(before, at, after, here - left)
                && Math.Abs(here - left) * (after - at) >= limits.FewestSamples)
            {
                output.Add(new Candidate(
                    feature.Feature,
                    here > left ? ChangeShape.StepUp : ChangeShape.StepDown,
                    at * _step,
                    after == steps ? bins.Count : after * _step,
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
        if (count > expected && evidence >= limits.Evidence && count - expected >= limits.FewestSamples)
        {
            output.Add(new Candidate(feature.Feature, ChangeShape.Rise, first, end, count, expected, evidence));
        }
    }

    // Four windows in a row, two on each side; each side is continued to the change along its own slope.
    private bool IsJump(int before, int at, int after, double difference)
    {
        // Short windows see no curve of a trend; what is rare needs long ones.
        int longest = Math.Min(at - before, after - at) / 2;
        int window = Math.Min(longest, Math.Max(MostSteps / 16, (int)(RareWindow / Math.Max(1e-9, Rate(before, after)))));
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
        return stays && jump * Math.Sign(difference) >= LeastJump * Math.Abs(difference) * window;
    }

    private double Rate(int first, int end) => (double)(_sums[end] - _sums[first]) / (end - first);
}
