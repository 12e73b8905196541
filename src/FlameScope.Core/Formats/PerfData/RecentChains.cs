using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Interns call chains. Each is compared with the last one of its thread first, which mostly has the same root.</summary>
internal sealed class RecentChains(ChainTrie trie)
{
    private const int MaxThreads = 64;

    private readonly RecentChain[] _recent = new RecentChain[MaxThreads];

    /// <summary>The node that a chain ends at.</summary>
    /// <param name="thread">A number of the thread.</param>
    /// <param name="root">The beginning of its process's chains.</param>
    /// <param name="words">Marks and addresses, leaf first; a mark stands before the addresses that it speaks of.</param>
    public int Intern(int thread, int root, ReadOnlySpan<ulong> words)
    {
        ref RecentChain recent = ref _recent[thread % MaxThreads];
        if (recent.Thread != thread + 1)
        {
            recent.Thread = thread + 1;
            recent.Length = 0;
        }

        recent.MakeRoom(words.Length);
        int shared = CountShared(words, recent);
        Span<ulong> recentWords = recent.Words.AsSpan(0, words.Length);
        Span<int> nodes = recent.Nodes.AsSpan(0, words.Length);
        int node = shared == 0 ? root : nodes[shared - 1];
        bool isInside = shared > 0 && !ChainContext.IsMark(recentWords[shared - 1]);
        ChainMode mode = isInside ? trie.ModeOf(node) : ChainMode.None;
        for (int depth = shared; depth < words.Length; depth++)
        {
            int place = words.Length - 1 - depth;
            ulong word = words[place];
            if (ChainContext.IsMark(word))
            {
                isInside = false;
            }
            else
            {
                if (!isInside)
                {
                    ulong mark = MarkBefore(words, place);
                    mode = ChainContext.ModeAfter(mark);
                    node = trie.Intern(node, mark, ChainMode.None);
                    isInside = true;
                }

                node = mode == ChainMode.None ? node : trie.Intern(node, word, mode);
            }

            recentWords[depth] = word;
            nodes[depth] = node;
        }

        recent.Length = words.Length;
        return node;
    }

    // Words from the root on that are those of the last chain, and in the same mode.
    private int CountShared(ReadOnlySpan<ulong> words, in RecentChain recent)
    {
        int most = Math.Min(words.Length, recent.Length);
        ReadOnlySpan<ulong> known = recent.Words.AsSpan(0, most);
        ReadOnlySpan<ulong> own = words[(words.Length - most)..];
        int shared = 0;
        while (shared < known.Length && known[shared] == own[own.Length - 1 - shared])
        {
            shared++;
        }

        // Their mode is known only by the mark that follows them towards the leaf.
        bool isCut = shared > 0 && shared < words.Length && !ChainContext.IsMark(known[shared - 1]);
        return isCut && trie.ModeOf(recent.Nodes[shared - 1]) != ChainContext.ModeAfter(MarkBefore(words, words.Length - 1 - shared)) ? 0 : shared;
    }

    private static ulong MarkBefore(ReadOnlySpan<ulong> words, int place)
    {
        while (place >= 0 && !ChainContext.IsMark(words[place]))
        {
            place--;
        }

        return place < 0 ? ChainContext.User : words[place];
    }

    /// <summary>A chain from its root on, and the node of each word.</summary>
    private struct RecentChain
    {
        public int Thread;
        public int Length;
        public ulong[] Words;
        public int[] Nodes;

        public void MakeRoom(int length)
        {
            if (Words is null || Words.Length < length)
            {
                Array.Resize(ref Words, Math.Max(64, length * 2));
                Array.Resize(ref Nodes, Words.Length);
            }
        }
    }
}
