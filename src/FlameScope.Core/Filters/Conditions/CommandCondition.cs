using FlameScope.Filters;

namespace FlameScope;

/// <summary>The name (comm) of the sample's thread fits a pattern: <see cref="SampleCondition.Command(TextPattern)"/>.</summary>
public sealed record CommandCondition : SampleCondition
{
    internal CommandCondition(TextPattern pattern) => Pattern = pattern;

    /// <summary>What the name is compared with.</summary>
    public TextPattern Pattern { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation)
    {
        PatternMatcher matcher = new(Pattern, cancellation);
        return ThreadPredicate.Where(profile, thread => matcher.IsMatch(profile.Strings[thread.Command]));
    }

    private protected override string Describe() => $"command {Pattern}";
}
