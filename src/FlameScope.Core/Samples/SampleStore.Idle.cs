using FlameScope.Columns;
using FlameScope.Filters;

namespace FlameScope;

public sealed partial class SampleStore
{
    private readonly bool[] _idleThreads;
    private readonly bool[] _idleStacks;
    private readonly Lazy<ulong[]?> _idleSamples;
    private readonly Lazy<ulong[]?> _stacklessSamples;

    /// <summary>
    /// Whether a sample shows an idle CPU: its process is the idle task and its leaf is the idle loop itself. Interrupt and
    /// softirq work on an idle CPU is work.
    /// </summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range.</exception>
    public bool IsIdle(int sample) => _idleThreads[_threads[sample].Value] && _idleStacks[_stacks[sample].Value];

    /// <summary>The idle samples as a mask; <see langword="null"/> where there are none.</summary>
    internal ulong[]? IdleSamples => _idleSamples.Value;

    /// <summary>The samples without frames as a mask; <see langword="null"/> where there are none.</summary>
    internal ulong[]? StacklessSamples => _stacklessSamples.Value;

    private ulong[]? MaskOf(SampleTest test)
    {
        ulong[] mask = new ulong[Bits.WordsFor(Count)];
        for (int word = 0; word < mask.Length; word += SampleTest.BlockWords)
        {
            test.Fill(word * Bits.PerWord, mask.AsSpan(word, Math.Min(SampleTest.BlockWords, mask.Length - word)));
        }

        Bits.KeepRun(mask, 0, Count);
        return mask.AsSpan().ContainsAnyExcept(0UL) ? mask : null;
    }

    private ulong[]? FindIdle() => _idleThreads.AsSpan().Contains(true) && _idleStacks.AsSpan().Contains(true)
        ? MaskOf(GroupTest.Of([new ThreadTest(this, _idleThreads), new StackTest(this, _idleStacks)], isAll: true))
        : null;

    private ulong[]? FindStackless()
    {
        if (!_stacks.AsSpan().Contains(StackId.Empty))
        {
            return null;
        }

        bool[] isEmpty = new bool[StackTrie.Count];
        isEmpty[StackId.Empty.Value] = true;
        return MaskOf(new StackTest(this, isEmpty));
    }
}
