using FlameScope.Filters;

namespace FlameScope;

/// <summary>All of several conditions hold, or at least one: <see cref="SampleCondition.All"/> and <see cref="SampleCondition.Any"/>.</summary>
public sealed record GroupCondition : SampleCondition
{
    internal GroupCondition(IReadOnlyList<SampleCondition> parts, bool isAll)
    {
        Parts = parts;
        IsAll = isAll;
    }

    /// <summary>The conditions, none of which is a group of the same kind; one alone is never a group.</summary>
    public IReadOnlyList<SampleCondition> Parts { get; }

    /// <summary>Whether all parts must hold; at least one of them otherwise.</summary>
    public bool IsAll { get; }

    /// <summary>Whether another condition has equal parts in the same order.</summary>
    /// <param name="other">The other condition.</param>
    public bool Equals(GroupCondition? other) => other is not null && IsAll == other.IsAll && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(IsAll);
        foreach (SampleCondition part in Parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) =>
        GroupPredicate.Of([.. Parts.Select(part => part.ResolveIn(profile, cancellation))], IsAll);

    private protected override string Describe() =>
        Parts.Count == 0 ? (IsAll ? "all" : "none") : $"({string.Join(IsAll ? " & " : " | ", Parts)})";
}
