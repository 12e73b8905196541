using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Brings together what was found beat by beat and what was found by its rhythm.</summary>
internal static class RhythmMerger
{
    private const int MaxFolded = 8;
    private const int MaxChecked = 100;
    private const double SamePeriod = 0.02;
    private const double Covered = 0.6;
    private const double MaxPause = 3;
    private const double Second = 1e9;

    /// <summary>Adds the rhythms that no event explains, and takes out events that are made of the beats of a rhythm.</summary>
    public static void AddTo(List<EpisodeSeries> events, List<Rhythm> rhythms, EpochFolding folding, long binWidth, double tests)
    {
        List<EpisodeSeries> added = [];
        int folds = 0;
        List<double> known = [];
        foreach (Rhythm rhythm in rhythms)
        {
            // The callers of what keeps time keep time as well; where one was refused, another may be right.
            double turn = 1 / rhythm.Frequency;
            if (known.FindAll(other => IsHarmonic(turn, other)).Count > (added.Exists(other => IsHarmonic(turn * binWidth, other.Recurrence!.Value.Period)) ? 0 : 1))
            {
                continue;
            }

            known.Add(turn);
            if (++folds > MaxFolded)
            {
                break;
            }

            if (folding.Fold(rhythm, tests) is EpisodeSeries folded
                && !added.Exists(other => IsHarmonic(folded.Recurrence!.Value.Period, other.Recurrence!.Value.Period))
                && !events.Exists(other => other.Recurrence is Recurrence recurrence
                    && IsHarmonic(folded.Recurrence!.Value.Period, recurrence.Period))
                && !events.Exists(other => !other.Lead.IsStep && other.Occurrences.Exists(range =>
                    range.Start <= folded.Occurrences[0].Start && folded.Occurrences[^1].End <= range.End)))
            {
                added.Add(folded);
            }
        }

        foreach (EpisodeSeries rhythm in added)
        {
            // What is not among the strongest is not reported.
            HashSet<EpisodeSeries> made = [.. events.Take(MaxChecked).Where(other => folding.IsMadeOfBeats(other.Lead.Feature, rhythm))];
            events.RemoveAll(other => (!other.Lead.IsStep && other.Lead.Feature == rhythm.Lead.Feature && IsCovered(other, rhythm))
                || (other.Lead.IsStep && IsAtPause(other.Strongest.Start, rhythm))
                || made.Contains(other));
        }

        events.AddRange(added);
    }

    // The same rhythm shows at its period, and less clearly at simple fractions and multiples of it.
    private static bool IsHarmonic(double a, double b)
    {
        for (int m = 1; m <= 6; m++)
        {
            for (int n = 1; n <= 6; n++)
            {
                if (Math.Abs((a * m) - (b * n)) < SamePeriod * a * m)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Where a rhythm begins, pauses or ends, levels change.
    private static bool IsAtPause(long instant, EpisodeSeries rhythm)
    {
        double period = rhythm.Recurrence!.Value.Period;
        double near = Math.Max(Second, MaxPause * period);
        List<TimeRange> beats = rhythm.Occurrences;
        for (int i = 0; i <= beats.Count; i++)
        {
            long end = i == 0 ? long.MinValue : beats[i - 1].End;
            long start = i == beats.Count ? long.MaxValue : beats[i].Start;
            if ((double)start - end > MaxPause * period
                && (Math.Abs((double)instant - end) <= near || Math.Abs((double)instant - start) <= near))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCovered(EpisodeSeries item, EpisodeSeries rhythm)
    {
        double covered = 0;
        double all = 0;
        foreach (TimeRange range in item.Occurrences)
        {
            all += range.Duration;
            foreach (TimeRange beat in rhythm.Occurrences)
            {
                covered += range.Intersect(beat).Duration;
            }
        }

        return covered >= Covered * all;
    }
}
