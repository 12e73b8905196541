namespace FlameScope.Perturbations.Scanning;

/// <summary>Candidates of several features that show the same change at the same time.</summary>
internal sealed class CandidateGroup(Candidate lead)
{
    /// <summary>The candidate with the most evidence.</summary>
    public Candidate Lead { get; } = lead;

    /// <summary>All candidates, the lead first.</summary>
    public List<Candidate> Members { get; } = [lead];
}
