using FlameScope.Perturbations.Scanning;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Groups episodes that are alike into a series.</summary>
internal static class EpisodeGrouping
{
    /// <param name="episodes">Episodes, those with the most evidence first.</param>
    /// <param name="tests">Number of windows that were looked at.</param>
    public static List<EpisodeSeries> Group(List<Episode> episodes, double tests)
    {
        List<List<Episode>> groups = [];
        foreach (Episode episode in episodes)
        {
            List<Episode>? like = groups.Find(group => group.Exists(other => other.IsLike(episode)));
            if (like is null)
            {
                groups.Add([episode]);
            }
            else
            {
                like.Add(episode);
            }
        }

        return [.. groups.Select(group => ToSeries(group, tests))];
    }

    private static EpisodeSeries ToSeries(List<Episode> group, double tests)
    {
        Episode strongest = group[0];
        List<TimeRange> occurrences = [.. group.Select(static episode => episode.Range)];
        occurrences.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return new EpisodeSeries
        {
            Strongest = strongest.Range,
            Occurrences = occurrences,
            Lead = strongest.Key,
            HasRise = strongest.Sign.IsMore,
            Evidence = group.Sum(static episode => episode.Lead.Evidence),
            ExpectedFalseAlarms = tests * Math.Exp(-strongest.Lead.Evidence),
            Recurrence = Recurrence.Fit([.. occurrences.Select(static occurrence => occurrence.Start)]),
        };
    }
}
