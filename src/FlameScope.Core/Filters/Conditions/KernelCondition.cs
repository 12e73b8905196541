using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample ran in the kernel: <see cref="SampleCondition.Kernel"/>.</summary>
public sealed record KernelCondition : SampleCondition
{
    internal KernelCondition()
    {
    }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation)
    {
        StackTrie trie = profile.StackTrie;
        bool[] isKernel = new bool[trie.Count];
        for (int node = 1; node < isKernel.Length; node++)
        {
            FrameKind kind = profile.Frames[trie.Frames[node].Value].Kind;
            isKernel[node] = kind == FrameKind.Kernel || (kind == FrameKind.Inlined && isKernel[trie.Parents[node].Value]);
        }

        return new StackPredicate(isKernel);
    }

    private protected override string Describe() => "kernel";
}
