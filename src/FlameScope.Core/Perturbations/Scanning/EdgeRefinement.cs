using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Moves the edges of an event from bins to the samples of the feature that shows it best.</summary>
/// <remarks>
/// Maximum likelihood for two rates: each sample inside counts for the event, each nanosecond inside against it, and the run
/// with the largest sum is the event (Kadane). Edges lie half a sampling interval outside of the outermost samples.
/// </remarks>
internal sealed class EdgeRefinement(ObservedSamples samples, FeatureTimes times, TimeBins bins)
{
    // A phase may begin slowly.
    private const long StepMargin = 1_000_000_000;

    private const int MaxTries = 4;
    private const double Growing = 1.3;
    private const double MinExtension = 12;
    private const int MinExtending = 4;

    private readonly List<long> _times = [];

    /// <param name="episode">The episode.</param>
    /// <param name="withOnsets">Whether to look at more than the feature that shows it best.</param>
    public TimeRange Refine(Episode episode, bool withOnsets)
    {
        TimeRange range = Refine(episode.Sign);
        foreach (Candidate onset in withOnsets ? episode.Onsets : [])
        {
            // What begins first begins the episode, and what ends last ends it.
            TimeRange other = Refine(onset);
            if (onset.IsStep || !other.Intersect(range).IsEmpty)
            {
                range = new TimeRange(Math.Min(range.Start, other.Start), Math.Max(range.End, other.End));
            }
        }

        return range;
    }

    // A window may be shorter than what it shows: as long as it grows as far as one looks, one looks farther.
    private TimeRange Refine(Candidate lead)
    {
        TimeRange range = new(bins.StartOf(lead.First), Math.Min(samples.End, bins.StartOf(lead.End)));
        for (int tries = 0; ; tries++)
        {
            TimeRange refined = Refine(lead, range.Start, range.End);
            if (lead.IsStep || !lead.IsMore || tries == MaxTries || refined.Duration < Growing * range.Duration)
            {
                return refined;
            }

            range = refined;
        }
    }

    private TimeRange Refine(Candidate lead, long start, long end)
    {
        // A fall may be longer than the window that showed it, and has no samples to lead to its edges.
        long length = end - start;
        long margin = Math.Max(lead.IsStep ? 0 : lead.IsMore ? length / 2 : 2 * length, 6 * bins.Width);
        if (lead.IsStep)
        {
            // What is rare changed somewhere between two of its samples.
            double spacing = (end - start) / Math.Max(1.0, Math.Abs(lead.Count - lead.Expected));
            margin = Math.Max(Math.Max(margin, StepMargin), Math.Max(8L * Math.Max(1, bins.Count / 1024) * bins.Width, (long)(4 * spacing)));
            return RefineStep(lead, start, end, margin);
        }

        double window = Math.Min(samples.End, bins.StartOf(lead.End)) - bins.StartOf(lead.First);
        double inside = Math.Max(lead.Count, 0.2) / window;
        double outside = Math.Max(lead.Expected, 0.05) / window;
        CollectFrom(lead.Feature, start, end, margin);
        return lead.IsMore ? RefineRise(start, end, inside, outside, Math.Min(outside, RateBeyond(start - (margin / 2), end + (margin / 2), margin))) : RefineFall(start, end, inside, outside);
    }

    // What the surroundings let one expect at most is more than what the samples beyond them have.
    private double RateBeyond(long start, long end, long length)
    {
        int count = 0;
        foreach (long time in _times)
        {
            count += time < start || time >= end ? 1 : 0;
        }

        return (count + 0.5) / length;
    }

    private TimeRange RefineRise(long start, long end, double inside, double outside, double beyond)
    {
        double gain = Math.Log(inside / outside);
        double cost = inside - outside;
        double sum = 0;
        double best = double.NegativeInfinity;
        int first = 0;
        (int First, int Last) run = (-1, -1);
        for (int i = 0; i < _times.Count; i++)
        {
            double kept = i == 0 ? double.NegativeInfinity : sum - (cost * (_times[i] - _times[i - 1]));
            if (kept > 0)
            {
                sum = kept + gain;
            }
            else
            {
                (sum, first) = (gain, i);
            }

            if (sum > best)
            {
                best = sum;
                run = (first, i);
            }
        }

        if (run.First < 0 || run.First == run.Last)
        {
            return new TimeRange(start, end);
        }

        // What begins or ends slowly, as when threads join one by one, does so at a lower rate.
        run = (Extended(run.First, -1, beyond), Extended(run.Last, 1, beyond));
        long half = HalfGap((run.Last - run.First) / (double)(_times[run.Last] - _times[run.First] + 1));
        return Clamped(_times[run.First] - half, _times[run.Last] + half);
    }

    // As far as the samples beyond the edge are too many for the rate outside, whatever rate of their own they have.
    private int Extended(int edge, int step, double outside)
    {
        int best = edge;
        double most = MinExtension;
        for (int i = edge + step, count = 1; i >= 0 && i < _times.Count; i += step, count++)
        {
            double expected = Math.Abs(_times[i] - _times[edge]) * outside;
            double gain = count >= MinExtending && count > expected ? CountDistribution.Evidence(count, Math.Max(expected, 1e-9), 1) : 0;
            if (gain > most)
            {
                (best, most) = (i, gain);
            }
        }

        return best;
    }

    private TimeRange RefineFall(long start, long end, double inside, double outside)
    {
        double loss = Math.Log(outside / inside);
        double gain = outside - inside;
        double sum = 0;
        double best = 0;
        int first = 0;
        (int First, int Last) run = (-1, -1);
        for (int i = 1; i < _times.Count; i++)
        {
            // The sample between two gaps costs, unless the run starts anew after it.
            if (sum - loss <= 0)
            {
                (sum, first) = (0, i - 1);
            }
            else
            {
                sum -= loss;
            }

            sum += gain * (_times[i] - _times[i - 1]);
            if (sum > best)
            {
                best = sum;
                run = (first, i);
            }
        }

        if (run.First < 0)
        {
            return new TimeRange(start, end);
        }

        long half = Math.Min(HalfGap(outside), (_times[run.Last] - _times[run.First]) / 4);
        return Clamped(_times[run.First] + half, _times[run.Last] - half);
    }

    private TimeRange RefineStep(Candidate lead, long start, long end, long margin)
    {
        CollectFrom(lead.Feature, start, start, margin);
        double after = Math.Max(lead.Count, 0.2) / (end - start);
        double before = Math.Max(lead.Expected, 0.05) / (end - start);
        double gain = Math.Log(after / before);
        double cost = after - before;
        double sum = 0;
        double lowest = 0;
        long at = start;
        long last = start - Math.Min(margin, start - samples.Start);

        // The likelihood of "changed at t" falls along every sample or gap that fits the time before better.
        foreach (long time in _times)
        {
            sum -= cost * (time - last);
            if (sum < lowest)
            {
                (lowest, at) = (sum, time);
            }

            sum += gain;
            last = time;
            if (sum < lowest)
            {
                (lowest, at) = (sum, time + 1);
            }
        }

        // Where the samples around it are far apart, the change is as likely to lie before the middle of such a gap as after it.
        double rate = Math.Max(after, before);
        long half = 0.5 / rate <= samples.Clock.Interval ? HalfGap(rate) : (long)(Math.Log(2) / rate);
        int previous = _times.FindLastIndex(time => time < at);
        at = gain <= 0 ? at + half : previous < 0 ? at - half : Math.Max(at - half, _times[previous]);
        return Clamped(at, Math.Max(at, end));
    }

    private void CollectFrom(int feature, long start, long end, long margin) => times.Collect(
        feature, start - Math.Min(margin, start - samples.Start), end + Math.Min(margin, samples.End - end), _times);

    private long HalfGap(double rate) => (long)Math.Min(samples.Clock.Interval / 2.0, 0.5 / rate);

    private TimeRange Clamped(long start, long end)
    {
        start = Math.Clamp(start, samples.Start, samples.End);
        return new TimeRange(start, Math.Clamp(end, start, samples.End));
    }
}
