using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Whether a rhythm is in the data: its beats agree, judged by what the feature's own threads had samples of.</summary>
/// <remarks>
/// Folded at a trial period, a few long bursts, a phase at the start, and the ticks of a thread's own sampling clock all look like beats.
/// Bursts and phases fill few turns, so that turns differ widely. A clock is told by the threads' own intervals.
/// </remarks>
internal sealed class BeatTest
{
    // Of features that are nearly all of their threads, the threads' presence in time is tested; of others, their share.
    private const double NearlyAll = 0.9;

    // Nats, for the phases, lengths and periods that were tried. Six beats of a quarter of the period cannot reach as many; they must agree.
    private const double MinEvidence = 9;
    private const double MinOfFew = 7;
    private const double NearlyLimit = 0.85;

    // A window of two ticks has at most half again as many samples as a steady clock has on average.
    private const int MinTicks = 2;
    private const double OnGrid = 0.15;
    private const double MostlyOnGrid = 0.7;
    private const double MostlyThere = 0.5;

    private readonly CarrierSamples _carriers;
    private readonly bool _isVolume;
    private readonly (long Interval, List<long> Gaps)[] _threads;

    public BeatTest(CarrierSamples carriers)
    {
        _carriers = carriers;
        _isVolume = carriers.Held >= NearlyAll * carriers.Samples.Length;
        _threads = carriers.Intervals();
    }

    /// <summary>Whether beats agree on the window, and no sampling clock explains it.</summary>
    /// <param name="beat">The rhythm.</param>
    /// <param name="duration">Nanoseconds of a beat.</param>
    /// <param name="isMore">Whether the feature is up during a beat, not down.</param>
    public bool Passes(Recurrence beat, double duration, bool isMore)
    {
        if (IsSamplingClock(duration, isMore))
        {
            return false;
        }

        // A beat in which the feature is down is followed by a longer one in which it is up.
        (double phase, double length) = isMore ? (beat.Phase, duration) : (beat.Phase + duration, beat.Period - duration);
        return IsEvident(beat.Period, phase, length);
    }

    // By samples, not by threads: the busiest decide.
    private bool IsSamplingClock(double duration, bool isMore)
    {
        long explained = 0;
        long all = 0;
        foreach ((long interval, List<long> gaps) in _threads)
        {
            all += gaps.Count + 1;
            explained += IsTooShortFor(interval, gaps, duration, isMore) ? gaps.Count + 1 : 0;
        }

        return 2 * explained >= all;
    }

    private bool IsTooShortFor(long interval, List<long> gaps, double duration, bool isMore)
    {
        if (interval == long.MaxValue || duration < interval / 2.0)
        {
            return true;
        }

        if (!_isVolume || duration >= MinTicks * (double)interval)
        {
            return false;
        }

        // Between two ticks there is nothing to be missed.
        if (!isMore)
        {
            return true;
        }

        double span = 0;
        int onGrid = 0;
        foreach (long gap in gaps)
        {
            double ticks = (double)gap / interval;
            span += ticks;
            onGrid += Math.Abs(ticks - Math.Round(ticks)) <= OnGrid ? 1 : 0;
        }

        return gaps.Count >= MostlyThere * span && onGrid >= MostlyOnGrid * gaps.Count;
    }

    // Two tests that take a beat for one observation, however many samples it has: how many beats have most of theirs inside the window,
    // and Student's t of how many more than by chance they have there.
    private bool IsEvident(double period, double phase, double length)
    {
        double share = length / period;
        double first = double.NaN;
        double last = 0;
        double sum = 0;
        double squares = 0;
        double limit = 0;
        int beats = 0;
        int forMost = 0;
        double forMostByChance = 0;
        ReadOnlySpan<CarrierSample> samples = _carriers.Samples;
        for (int i = 0; i < samples.Length;)
        {
            double turn = Math.Floor((samples[i].Time - phase) / period);
            double end = phase + ((turn + 1) * period);
            double behind = phase + (turn * period) + length;
            int all = 0;
            int inside = 0;
            int held = 0;
            int heldInside = 0;
            do
            {
                bool isInside = samples[i].Time < behind;
                all++;
                inside += isInside ? 1 : 0;
                held += samples[i].IsHeld ? 1 : 0;
                heldInside += isInside && samples[i].IsHeld ? 1 : 0;
                i++;
            }
            while (i < samples.Length && samples[i].Time < end);

            double expected = _isVolume ? share : (double)inside / all;
            if (held == 0 || expected is <= 0 or >= 1)
            {
                continue;
            }

            first = double.IsNaN(first) ? turn : first;
            last = turn;
            double excess = heldInside - (expected * held);
            sum += excess;
            squares += excess * excess;

            beats++;
            forMost += 2 * heldInside > held ? 1 : 0;
            forMostByChance += expected;

            // Samples may come in clumps, and where one clump falls says no more than this.
            limit -= Math.Log(expected);
        }

        double turns = last - first + 1;
        double mean = sum / turns;
        double variance = Math.Max(0, (squares / turns) - (mean * mean));
        double ofExcess = mean > 0 && turns > 1 ? turns / 2 * Math.Log(1 + (mean * mean / variance)) : 0;
        double evidence = Math.Min(limit, Math.Max(ofExcess, Divergence(forMost, forMostByChance, beats)));
        return evidence >= Math.Clamp(NearlyLimit * limit, MinOfFew, MinEvidence);
    }

    // Nats against a vote as clear as this by chance (Chernoff's bound); 0 where it is no clearer than expected.
    private static double Divergence(int votes, double expected, int voters)
    {
        if (votes <= expected)
        {
            return 0;
        }

        int against = voters - votes;
        return (votes * Math.Log(votes / expected)) + (against > 0 ? against * Math.Log(against / (voters - expected)) : 0);
    }
}
