using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Brings together what was found beat by beat and what was found by its rhythm.</summary>
internal static class RhythmMerger
{
    private const int MaxFolded = 8;
    private const double SamePeriod = 0.02;
    private const double Covered = 0.6;

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
                    && IsHarmonic(folded.Recurrence!.Value.Period, recurrence.Period)))
            {
                added.Add(folded);
            }
        }

        foreach (EpisodeSeries rhythm in added)
        {
            events.RemoveAll(other => (!other.Lead.IsStep && other.Lead.Feature == rhythm.Lead.Feature && IsCovered(other, rhythm))
                || folding.IsMadeOfBeats(other.Lead.Feature, rhythm));
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
