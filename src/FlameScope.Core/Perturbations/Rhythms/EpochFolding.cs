using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlameScope.Perturbations.Features;
using FlameScope.Perturbations.Scanning;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Turns a rhythm into a period, a phase and the part of the period in which the feature is up, or down.</summary>
/// <remarks>Epoch folding: all samples are laid over each other modulo a trial period; the true one gives the sharpest profile.</remarks>
internal sealed class EpochFolding(ObservedSamples samples, FeatureTable table, FeatureSeries series, FeatureTimes times, TimeBins bins)
{
    private const int Phases = 100;
    private const int Trials = 81;
    private const int MaxBeats = 20_000;
    private const double MinContrast = 2;
    private const int MinSamples = 20;

    // Of more samples an even part does.
    private const int MaxFolded = 10_000;
    private const int MinTurns = 6;
    private const int MaxMultiple = 12;
    private const int MaxFraction = 6;
    private const double NearlyAll = 0.8;

    // Fewer points of all samples than this are a curiosity.
    private const double MinStep = 0.05;

    private readonly List<long> _times = [];
    private readonly double[] _profile = new double[Phases];

    /// <summary>The series of beats, or nothing where the contrast is weak.</summary>
    public EpisodeSeries? Fold(Rhythm rhythm, double tests)
    {
        times.CollectAll(rhythm.Feature, Math.Max(1, table.Features[rhythm.Feature].Count / MaxFolded), _times);
        double period = Fundamental(Fraction(Sharpen(bins.Width / rhythm.Frequency)));
        if ((samples.End - samples.Start) / period < MinTurns)
        {
            return null;
        }

        FillProfile(period);
        (int first, int length, double contrast, bool isMore, _) = BestWindow();
        double inside = Inside(first, length);
        double step = Math.Abs(inside - ((_times.Count - inside) * length / (Phases - length)))
            * table.Features[rhythm.Feature].Count / _times.Count;
        if (length == 0 || contrast < MinContrast || step < MinStep * samples.Count * length / Phases || (samples.End - samples.Start) / period > MaxBeats)
        {
            return null;
        }

        Recurrence beat = new(period, samples.Start + (first * period / Phases));
        double duration = length * period / Phases;
        CarrierSamples carriers = new(samples, table, series, rhythm.Feature);
        if (!new BeatTest(carriers).Passes(beat, duration, isMore))
        {
            return null;
        }

        List<TimeRange> occurrences = Occurrences(beat, duration, isMore, carriers);
        if (occurrences.Count < MinTurns)
        {
            return null;
        }

        TimeRange strongest = Strongest(occurrences, isMore);
        Candidate lead = new(
            rhythm.Feature, isMore ? ChangeShape.Rise : ChangeShape.Fall, 0, 0, _times.Count, 0, rhythm.Evidence);
        return new EpisodeSeries
        {
            Strongest = strongest,
            Occurrences = occurrences,
            Lead = lead,
            HasRise = isMore,
            Evidence = rhythm.Evidence,
            ExpectedFalseAlarms = tests * Math.Exp(-rhythm.Evidence),
            Recurrence = beat,
            IsFolded = true,
        };
    }

    /// <summary>Whether a feature has its samples in the beats of a rhythm, so that its bursts are beats, and where it begins the rhythm does.</summary>
    public bool IsMadeOfBeats(int feature, EpisodeSeries rhythm)
    {
        times.CollectAll(feature, Math.Max(1, table.Features[feature].Count / MaxFolded), _times);
        int inside = 0;
        int at = 0;
        foreach (TimeRange beat in rhythm.Occurrences)
        {
            for (; at < _times.Count && _times[at] < beat.Start; at++)
            {
            }

            for (; at < _times.Count && _times[at] < beat.End; at++)
            {
                inside++;
            }
        }

        return inside >= NearlyAll * _times.Count;
    }

    private double Sharpen(double guess)
    {
        double span = samples.End - samples.Start;
        double step = guess * guess / span / 20;
        double best = guess;
        double sharpest = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            double period = guess + ((trial - (Trials / 2)) * step);
            FillProfile(period);
            double sharpness = 0;

            // Neighbours are added up, lest one phase's chance decide.
            for (int i = 0; i < Phases; i++)
            {
                double height = _profile[i] + _profile[(i + 1) % Phases] + _profile[(i + 2) % Phases];
                sharpness += height * height;
            }

            if (sharpness > sharpest)
            {
                (sharpest, best) = (sharpness, period);
            }
        }

        return best;
    }

    // A rhythm may have been found at a multiple of its period: then it is as clear, with all of its beats, at a fraction.
    private double Fraction(double period)
    {
        FillProfile(period);
        double most = BestWindow().Evidence;
        double best = period;
        for (int part = 2; part <= MaxFraction && period / part >= 2 * bins.Width; part++)
        {
            FillProfile(period / part);
            double evidence = BestWindow().Evidence;
            (best, most) = evidence > most ? (period / part, evidence) : (best, most);
        }

        return best == period ? period : Sharpen(best);
    }

    // A rhythm may have been found at a harmonic: then only every n-th of its beats holds anything.
    private double Fundamental(double period)
    {
        FillProfile(period);
        (int first, int length, _, bool isMore, _) = BestWindow();
        for (int multiple = MaxMultiple; multiple > 1 && isMore && length > 0; multiple--)
        {
            double[] beats = new double[multiple];
            foreach (long time in _times)
            {
                double turns = ((time - samples.Start) / period) - ((double)first / Phases);
                double turn = Math.Floor(turns);
                if ((turns - turn) * Phases < length)
                {
                    beats[(int)(((long)turn + multiple) % multiple)]++;
                }
            }

            if (beats.Max() >= NearlyAll * beats.Sum())
            {
                double fundamental = period * multiple;
                return (samples.End - samples.Start) / fundamental < MinTurns ? fundamental : Sharpen(fundamental);
            }
        }

        return period;
    }

    // The beats that have samples; of a feature that is down in them, those between two turns in which it is up.
    private List<TimeRange> Occurrences(Recurrence beat, double duration, bool isMore, CarrierSamples carriers)
    {
        List<TimeRange> occurrences = [];
        ReadOnlySpan<CarrierSample> held = carriers.Samples;
        int at = 0;
        bool wasUp = false;
        for (double start = beat.Phase - beat.Period; start < samples.End; start += beat.Period)
        {
            TimeRange range = new((long)start, (long)(start + duration));
            bool isMet = Meets(held, ref at, range.End);
            bool isUp = Meets(held, ref at, (long)(start + beat.Period));
            if (range.Start >= samples.Start && range.End <= samples.End && (isMore ? isMet : wasUp && isUp))
            {
                occurrences.Add(range);
            }

            wasUp = isUp;
        }

        return occurrences;
    }

    // Whether there are any of the feature's up to an instant; goes there.
    private static bool Meets(ReadOnlySpan<CarrierSample> samples, ref int at, long end)
    {
        bool isMet = false;
        for (; at < samples.Length && samples[at].Time < end; at++)
        {
            isMet |= samples[at].IsHeld;
        }

        return isMet;
    }

    private double Inside(int first, int length)
    {
        double inside = 0;
        for (int i = 0; i < length; i++)
        {
            inside += _profile[(first + i) % Phases];
        }

        return inside;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillProfile(double period)
    {
        Array.Clear(_profile);
        double scale = 1 / period;
        long start = samples.Start;
        foreach (long time in CollectionsMarshal.AsSpan(_times))
        {
            double turns = (time - start) * scale;
            _profile[Math.Min(Phases - 1, (int)((turns - (long)turns) * Phases))]++;
        }
    }

    // The run of phases whose rate differs most from the others', up to half of the period.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int First, int Length, double Contrast, bool IsMore, double Evidence) BestWindow()
    {
        double total = _times.Count;
        double best = 0;
        (int, int, double, bool, double) window = default;
        for (int first = 0; first < Phases; first++)
        {
            double inside = 0;
            for (int length = 1; length <= Phases / 2; length++)
            {
                inside += _profile[(first + length - 1) % Phases];
                double outside = total - inside;
                double expected = total * length / Phases;
                double rateOutside = (outside + 0.5) / (Phases - length);
                double excess = Math.Abs(inside - (rateOutside * length));
                if (excess < MinSamples || CountDistribution.MaxEvidence(inside, expected) + CountDistribution.MaxEvidence(outside, total - expected) <= best)
                {
                    continue;
                }

                double evidence = CountDistribution.Evidence(inside, expected, 1)
                    + CountDistribution.Evidence(outside, total - expected, 1);
                if (evidence > best)
                {
                    bool isMore = inside > expected;
                    double rateInside = (inside + 0.5) / length;
                    double contrast = isMore ? rateInside / rateOutside : rateOutside / rateInside;
                    best = evidence;
                    window = (first, length, contrast, isMore, evidence);
                }
            }
        }

        return window;
    }

    private TimeRange Strongest(List<TimeRange> occurrences, bool isMore)
    {
        TimeRange strongest = occurrences[0];
        int most = -1;
        int at = 0;
        foreach (TimeRange occurrence in occurrences)
        {
            for (; at < _times.Count && _times[at] < occurrence.Start; at++)
            {
            }

            int count = 0;
            for (int i = at; i < _times.Count && _times[i] < occurrence.End; i++)
            {
                count++;
            }

            if (isMore && count > most)
            {
                (most, strongest) = (count, occurrence);
            }
        }

        return strongest;
    }
}
