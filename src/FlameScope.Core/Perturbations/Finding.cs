using FlameScope.Perturbations.Scanning;

namespace FlameScope.Perturbations;

/// <summary>Candidates of several features that are one event, before it is explained.</summary>
internal sealed class Finding(Candidate lead)
{
    // A feature that stands for the event has at least this share of the lead's evidence.
    private const double StrongShare = 0.4;

    // Asked for again and again, once all members are there.
    private Candidate? _sign;
    private Candidate? _key;

    /// <summary>The candidate with the most evidence.</summary>
    public Candidate Lead { get; } = lead;

    /// <summary>All candidates, the lead first.</summary>
    public List<Candidate> Members { get; } = [lead];

    public TimeRange Range { get; set; }

    /// <summary>What stands for the event: the best of what grows where that is clear, or else the lead.</summary>
    public Candidate Sign => _sign ??= BestRise(0) ?? Lead;

    /// <summary>What tells the event from others: its best function where that is clear, or else its sign.</summary>
    /// <param name="firstFrame">Number of the first feature that is a function.</param>
    public Candidate KeyFrom(int firstFrame) => _key ??= BestRise(firstFrame) ?? Sign;

    /// <summary>Whether this event is as that one: what tells one is strong in the other, and they are of like length.</summary>
    public bool IsLike(Finding other, int firstFrame) =>
        Sign.Shape == other.Sign.Shape && !Lead.IsStep
        && Math.Max(Range.Duration, other.Range.Duration) <= 4 * Math.Min(Range.Duration, other.Range.Duration)
        && (IsStrong(other.KeyFrom(firstFrame)) || other.IsStrong(KeyFrom(firstFrame)));

    private Candidate? BestRise(int firstFeature)
    {
        if (Lead.Shape == ChangeShape.Rise && Lead.Feature >= firstFeature)
        {
            return Lead;
        }

        Candidate? best = null;
        foreach (Candidate member in Members)
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
        foreach (Candidate member in Members)
        {
            if (member.Feature == key.Feature && member.Shape == key.Shape && member.Evidence >= StrongShare * Sign.Evidence)
            {
                return true;
            }
        }

        return false;
    }
}
