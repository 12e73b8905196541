namespace FlameScope.Perturbations;

/// <summary>Groups findings that are alike into one event that recurs.</summary>
internal static class EventGrouping
{
    /// <param name="findings">Findings, those with the most evidence first.</param>
    /// <param name="firstFrame">Number of the first feature that is a function.</param>
    /// <param name="tests">Number of windows that were looked at.</param>
    public static List<Event> Group(List<Finding> findings, double tests, int firstFrame)
    {
        List<List<Finding>> groups = [];
        foreach (Finding finding in findings)
        {
            List<Finding>? like = groups.Find(group => group.Exists(other => other.IsLike(finding, firstFrame)));
            if (like is null)
            {
                groups.Add([finding]);
            }
            else
            {
                like.Add(finding);
            }
        }

        List<Event> events = [];
        foreach (List<Finding> group in groups)
        {
            events.Add(ToEvent(group, tests, firstFrame));
        }

        return events;
    }

    private static Event ToEvent(List<Finding> group, double tests, int firstFrame)
    {
        Finding strongest = group[0];
        double evidence = 0;
        List<TimeRange> occurrences = [];
        foreach (Finding finding in group)
        {
            evidence += finding.Lead.Evidence;
            occurrences.Add(finding.Range);
        }

        occurrences.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return new Event
        {
            Strongest = strongest.Range,
            Occurrences = occurrences,
            Lead = strongest.KeyFrom(firstFrame),
            HasRise = strongest.Sign.IsMore,
            Evidence = evidence,
            ExpectedFalseAlarms = tests * Math.Exp(-strongest.Lead.Evidence),
            Recurrence = Recurrence.Fit([.. occurrences.Select(static occurrence => occurrence.Start)]),
        };
    }
}
