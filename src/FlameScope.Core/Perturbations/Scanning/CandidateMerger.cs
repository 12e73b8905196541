using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Joins the candidates of all features into events: one event shows in its function, in all callers, and in what it displaces.</summary>
internal sealed class CandidateMerger(Func<int, FeatureCounts> countsOf, RunModel runs, ScanLimits limits)
{
    private const int MaxCandidates = 20_000;
    private const int MaxGroups = 1000;
    private const double SameEvent = 0.3;
    private const double Inside = 0.6;
    private const double MuchShorter = 0.15;
    private const double SameStep = 0.02;
    private const double SameLevel = 0.3;

    private readonly List<CandidateGroup> _groups = [];

    /// <param name="candidates">Candidates of all features; sorted here.</param>
    public List<CandidateGroup> Merge(List<Candidate> candidates)
    {
        candidates.Sort(Compare);
        foreach (Candidate candidate in candidates.Take(MaxCandidates))
        {
            if (_groups.Count == MaxGroups)
            {
                break;
            }

            if (candidate.IsStep)
            {
                AddStep(candidate);
            }
            else
            {
                AddWindow(candidate);
            }
        }

        _groups.RemoveAll(step => step.Lead.IsStep && _groups.Exists(window => !window.Lead.IsStep && IsEdgeOf(window.Lead, step.Lead)));
        return _groups;
    }

    // Where something begins or ends and the level after it is that before it, no phase begins.
    private bool IsEdgeOf(Candidate window, Candidate step)
    {
        int near = Math.Max(limits.NearestFlank / 2, window.Length / 4);
        if (Math.Min(Math.Abs(step.First - window.First), Math.Abs(step.First - window.End)) > near)
        {
            return false;
        }

        FeatureCounts counts = countsOf(step.Feature);
        int first = Math.Max(0, window.First - near - (ScanLimits.FlankFactor * window.Length));
        double before = Rate(counts, first, window.First - near);
        double after = Rate(counts, window.End + near, step.End);
        return Math.Abs(after - before) <= SameLevel * Math.Abs(Rate(counts, window.First, window.End) - before);
    }

    private static double Rate(FeatureCounts counts, int first, int end) => end <= first ? double.NaN : (double)counts.CountIn(first, end) / (end - first);

    private static int Compare(Candidate a, Candidate b)
    {
        int byEvidence = b.Evidence.CompareTo(a.Evidence);
        if (byEvidence != 0)
        {
            return byEvidence;
        }

        int byPlace = a.First.CompareTo(b.First);
        return byPlace != 0 ? byPlace : a.Feature.CompareTo(b.Feature);
    }

    private void AddWindow(Candidate candidate)
    {
        long count = candidate.Count;
        double left = candidate.Length;
        double surroundings = candidate.Expected / candidate.Length;
        FeatureCounts? counts = null;
        foreach (CandidateGroup group in _groups)
        {
            Candidate lead = group.Lead;
            int overlap = candidate.OverlapWith(lead.First, lead.End);
            if (overlap == 0)
            {
                continue;
            }

            if (lead.IsStep)
            {
                surroundings = Math.Max(surroundings, RateOfRest(candidate, lead, overlap));
                continue;
            }

            int union = candidate.Length + lead.Length - overlap;
            if (overlap >= SameEvent * union || (overlap >= Inside * candidate.Length && IsPartOf(candidate, lead)))
            {
                group.Members.Add(candidate);
                return;
            }

            if (overlap >= Inside * candidate.Length)
            {
                continue;
            }

            // What a known event explains is taken out before the rest is judged.
            counts ??= countsOf(candidate.Feature);
            count -= counts.CountIn(Math.Max(candidate.First, lead.First), Math.Min(candidate.End, lead.End));
            left -= overlap;
        }

        if (left <= 0.25 * candidate.Length)
        {
            return;
        }

        if (candidate.IsMore && surroundings * candidate.Length > candidate.Expected)
        {
            counts ??= countsOf(candidate.Feature);
        }
        else
        {
            surroundings = candidate.Expected / candidate.Length;
        }

        double expected = surroundings * left;
        if (counts is not null && (Math.Abs(count - expected) < limits.MinSamples || candidate.IsMore != count > expected))
        {
            return;
        }

        double evidence = candidate.IsMore
            ? EvidenceOf(countsOf(candidate.Feature), candidate, count, expected)
            : counts is null ? candidate.Evidence : CountDistribution.Evidence(count, expected, 1);
        if (evidence >= limits.Evidence)
        {
            _groups.Add(new CandidateGroup(candidate));
        }
    }

    // A short rise inside a long event stands out from that event: it has been compared with its flanks.
    private static bool IsPartOf(Candidate candidate, Candidate lead) =>
        !candidate.IsMore || candidate.Length > MuchShorter * lead.Length || candidate.Feature == lead.Feature;

    // By the feature's own dispersion, and, where it is too rare to show one, by how samples come in runs.
    private double EvidenceOf(FeatureCounts counts, Candidate candidate, long count, double expected) => Math.Min(
        CountDistribution.Evidence(count, expected, counts.DispersionAt(candidate.Length)),
        runs.Evidence(counts, candidate, count, expected));

    // Within a phase, the phase is what a window is compared with.
    private double RateOfRest(Candidate candidate, Candidate phase, int overlap)
    {
        if (phase.Length < 2 * candidate.Length || overlap < Inside * candidate.Length)
        {
            return 0;
        }

        FeatureCounts counts = countsOf(candidate.Feature);
        int first = Math.Max(candidate.First, phase.First);
        int rest = counts.CountIn(phase.First, phase.End) - counts.CountIn(first, first + overlap);
        return (double)rest / (phase.Length - overlap);
    }

    private void AddStep(Candidate candidate)
    {
        // Of one cause not all shows at the same instant: threads of a pool start one after the other.
        int near = Math.Max(limits.NearestFlank, (int)(SameStep * countsOf(candidate.Feature).BinCount));
        FeatureCounts counts = countsOf(candidate.Feature);
        double explained = 0;
        CandidateGroup? nearest = null;
        foreach (CandidateGroup group in _groups)
        {
            Candidate lead = group.Lead;
            int distance = lead.IsStep
                ? Math.Abs(candidate.First - lead.First)
                : Math.Min(Math.Abs(candidate.First - lead.First), Math.Abs(candidate.First - lead.End));
            if (distance <= (lead.IsStep ? near : Math.Max(limits.NearestFlank / 2, lead.Length / 4)))
            {
                group.Members.Add(candidate);
                return;
            }

            if (lead.IsStep)
            {
                nearest = nearest is null || distance < Math.Abs(candidate.First - nearest.Lead.First) ? group : nearest;
                continue;
            }

            int overlap = candidate.OverlapWith(lead.First, lead.End);
            if (overlap > 0)
            {
                int first = Math.Max(candidate.First, lead.First);
                explained += counts.CountIn(first, first + overlap) - (candidate.Expected * overlap / candidate.Length);
            }
        }

        if (nearest is not null && IsExplainedBySteps(counts, candidate))
        {
            nearest.Members.Add(candidate);
            return;
        }

        double change = candidate.Count - candidate.Expected;
        if (explained / change < 0.5)
        {
            _groups.Add(new CandidateGroup(candidate));
        }
    }

    // A feature that is changed by a known step is seldom seen to change at the same bin: the step is its own only where it still changes
    // between two known ones.
    private bool IsExplainedBySteps(FeatureCounts counts, Candidate candidate)
    {
        int first = 0;
        int end = counts.BinCount;
        foreach (CandidateGroup group in _groups)
        {
            int at = group.Lead.First;
            first = group.Lead.IsStep && at <= candidate.First ? Math.Max(first, at) : first;
            end = group.Lead.IsStep && at > candidate.First ? Math.Min(end, at) : end;
        }

        int before = counts.CountIn(first, candidate.First);
        int after = counts.CountIn(candidate.First, end);
        double rate = (double)(before + after) / (end - first);
        double evidence = CountDistribution.Evidence(before, Math.Max(0.5, rate * (candidate.First - first)), 1)
            + CountDistribution.Evidence(after, Math.Max(0.5, rate * (end - candidate.First)), 1);
        return evidence < limits.Evidence * counts.DispersionOfLevels(limits.LongestWindow);
    }
}
