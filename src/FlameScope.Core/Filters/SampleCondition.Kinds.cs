using System.Globalization;
using FlameScope.Filters;

namespace FlameScope;

public abstract partial record SampleCondition
{
    /// <summary>The condition in words, such as <c>command =java &amp; !(frame /gc/)</c>.</summary>
    public sealed override string ToString() => Describe();

    private protected abstract string Describe();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record IdleCondition : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) =>
            store.IdleSamples is ulong[] idle ? new MaskTest(idle) : new ConstantTest(false);

        private protected override string Describe() => "idle";
    }

    private sealed record KernelCondition : SampleCondition
    {
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

    private sealed record EventCondition(EventSelection Selection) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) =>
            Selection.ResolveIn(store) is EventKindId id ? new EventTest(store, id) : new ConstantTest(true);

        private protected override string Describe() => $"event {Selection}";
    }

    private sealed record CommandCondition(TextPattern Pattern) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) =>
            ThreadTest.Where(store, thread => Pattern.IsMatch(store.Strings[thread.Command]));

        private protected override string Describe() => $"command {Pattern}";
    }

    private sealed record ProcessCondition(int Id) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) => ThreadTest.Where(store, thread => thread.PidOrTid == Id);

        private protected override string Describe() => $"process {Number(Id)}";
    }

    private sealed record ThreadCondition(int Id) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) => ThreadTest.Where(store, thread => thread.Tid == Id);

        private protected override string Describe() => $"thread {Number(Id)}";
    }

    private sealed record CpuCondition(int Id) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) => new CpuTest(store, Id);

        private protected override string Describe() => $"CPU {Number(Id)}";
    }

    private sealed record TimeCondition(TimeRange Range) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store)
        {
            (int first, int end) = store.SamplesIn(Range);
            return new RunTest(first, end);
        }

        private protected override string Describe() => $"during {Range}";
    }

    private sealed record FrameCondition(FramePattern Pattern) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store)
        {
            bool[] frames = Pattern.MatchFrames(store);
            StackTrie trie = store.StackTrie;
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

            return new StackTest(store, stacks);
        }

        private protected override string Describe() => $"frame {Pattern}";
    }

    private sealed record NotCondition(SampleCondition Inner) : SampleCondition
    {
        internal override SampleTest ResolveIn(SampleStore store) => Inner.ResolveIn(store).Negate();

        private protected override string Describe() => Inner is GroupCondition ? $"!{Inner}" : $"!({Inner})";
    }

    private sealed record GroupCondition(IReadOnlyList<SampleCondition> Parts, bool IsAll) : SampleCondition
    {
        public bool Equals(GroupCondition? other) => other is not null && IsAll == other.IsAll && Parts.SequenceEqual(other.Parts);

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

        internal override SampleTest ResolveIn(SampleStore store) =>
            GroupTest.Of([.. Parts.Select(part => part.ResolveIn(store))], IsAll);

        private protected override string Describe() =>
            Parts.Count == 0 ? (IsAll ? "all" : "none") : $"({string.Join(IsAll ? " & " : " | ", Parts)})";
    }
}
