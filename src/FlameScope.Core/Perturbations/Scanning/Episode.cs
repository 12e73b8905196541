using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Scanning;

/// <summary>One change at one time: what shows it, and its edges.</summary>
internal sealed class Episode
{
    // A feature that stands for the episode has at least this share of the lead's evidence.
    private const double StrongShare = 0.4;

    // A thread of a pool is a part of what changes.
    private const double OnsetShare = 0.2;
    private const double MaxRest = 0.1;
    private const int MaxOnsetsOfStep = 16;
    private const int MaxOnsets = 4;

    private readonly List<Candidate> _members;

    /// <param name="group">The candidates that show it.</param>
    /// <param name="firstFrame">Number of the first feature that is a function.</param>
    public Episode(CandidateGroup group, int firstFrame)
    {
        Lead = group.Lead;
        _members = group.Members;
        Sign = BestRise(0) ?? Lead;
        Key = BestRise(firstFrame) ?? Sign;
    }

    /// <summary>The candidate with the most evidence.</summary>
    public Candidate Lead { get; }

    /// <summary>What stands for the episode: the best of what grows where that is clear, or else the lead.</summary>
    public Candidate Sign { get; }

    /// <summary>What tells the episode from others: its best function where that is clear, or else its sign.</summary>
    public Candidate Key { get; }

    public TimeRange Range { get; set; }

    /// <summary>What shows its edges to the sample: features of some weight that are hardly there outside of it, or inside.</summary>
    public IEnumerable<Candidate> Onsets => _members.Where(member =>
        member.Shape == Sign.Shape && (Lead.IsStep || Sign.IsMore) && member.Evidence >= OnsetShare * Lead.Evidence
        && Math.Min(member.Count, member.Expected) <= MaxRest * Math.Max(member.Count, member.Expected)).Take(Lead.IsStep ? MaxOnsetsOfStep : MaxOnsets);

    /// <summary>Whether two episodes are occurrences of the same: what identifies one is strong in the other, and they are of similar length.</summary>
    public bool IsLike(Episode other) =>
        Sign.Shape == other.Sign.Shape && !Lead.IsStep
        && Math.Max(Range.Duration, other.Range.Duration) <= 4 * Math.Min(Range.Duration, other.Range.Duration)
        && (IsStrong(other.Key) || other.IsStrong(Key));

    private Candidate? BestRise(int firstFeature)
    {
        if (Lead.Shape == ChangeShape.Rise && Lead.Feature >= firstFeature)
        {
            return Lead;
        }

        Candidate? best = null;
        foreach (Candidate member in _members)
        {
            if (member.Shape == ChangeShape.Rise && member.Feature >= firstFeature && !Lead.IsStep
                && member.Evidence >= StrongShare * Lead.Evidence && !(best?.Evidence >= member.Evidence))
            {
                best = member;
            }
        }

        return best;
    }

    private bool IsStrong(Candidate key)
    {
        foreach (Candidate member in _members)
        {
            if (member.Feature == key.Feature && member.Shape == key.Shape && member.Evidence >= StrongShare * Sign.Evidence)
            {
                return true;
            }
        }

        return false;
    }
}
