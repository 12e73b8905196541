using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample ran in the kernel: <see cref="SampleCondition.Kernel"/>.</summary>
public sealed record KernelCondition : SampleCondition
{
    internal KernelCondition()
    {
    }

    internal override SampleTest ResolveIn(SampleStore store)
    {
        StackTrie trie = store.StackTrie;
        bool[] isKernel = new bool[trie.Count];
        for (int node = 1; node < isKernel.Length; node++)
        {
            FrameKind kind = store.Frames[trie.Frames[node].Value].Kind;
            isKernel[node] = kind == FrameKind.Kernel || (kind == FrameKind.Inlined && isKernel[trie.Parents[node].Value]);
        }

        return new StackTest(store, isKernel);
    }

    private protected override string Describe() => "kernel";
}
