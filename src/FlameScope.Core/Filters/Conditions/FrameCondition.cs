using FlameScope.Filters;

namespace FlameScope;

/// <summary>A frame of the sample's stack fits a pattern: <see cref="SampleCondition.Frame"/>.</summary>
public sealed record FrameCondition : SampleCondition
{
    internal FrameCondition(FramePattern pattern) => Pattern = pattern;

    /// <summary>The pattern, and where in the stack to look for it.</summary>
    public FramePattern Pattern { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation)
    {
        bool[] frames = Pattern.MatchFrames(profile, cancellation);
        StackTrie trie = profile.StackTrie;
        bool[] stacks = new bool[trie.Count];
        for (int node = 1; node < stacks.Length; node++)
        {
            StackId parent = trie.Parents[node];
            bool fits = frames[trie.Frames[node].Value];
            stacks[node] = Pattern.Position switch
            {
                FramePosition.Leaf => fits,
                FramePosition.Root => parent == StackId.Empty ? fits : stacks[parent.Value],
                _ => fits || stacks[parent.Value],
            };
        }

        return new StackPredicate(stacks);
    }

    private protected override string Describe() => $"frame {Pattern}";
}
