using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>A test whose answer is looked up by an id that each sample has.</summary>
internal abstract class TableTest(bool[] answers) : SampleTest
{
    /// <summary>By id: the answer.</summary>
    public bool[] Answers { get; } = answers;

    /// <summary>The same question with other answers.</summary>
    public abstract TableTest With(bool[] answers);

    public override SampleTest Negate() => With(Array.ConvertAll(Answers, answer => !answer));

    private protected void Fill(ReadOnlySpan<int> ids, Span<ulong> words)
    {
        ReadOnlySpan<byte> answers = MemoryMarshal.AsBytes(Answers.AsSpan());
        for (int i = 0; i < words.Length && ids.Length > 0; i++)
        {
            ReadOnlySpan<int> own = ids[..Math.Min(Bits.PerWord, ids.Length)];
            ulong word = 0;
            for (int bit = 0; bit < own.Length; bit++)
            {
                word |= (ulong)answers[own[bit]] << bit;
            }

            words[i] = word;
            ids = ids[own.Length..];
        }
    }
}

/// <summary>By the sample's stack.</summary>
internal sealed class StackTest(SampleStore store, bool[] answers) : TableTest(answers)
{
    public override TableTest With(bool[] answers) => new StackTest(store, answers);

    public override void Fill(int first, Span<ulong> words) => Fill(MemoryMarshal.Cast<StackId, int>(store.Stacks[first..]), words);
}

/// <summary>By the sample's thread.</summary>
internal sealed class ThreadTest(SampleStore store, bool[] answers) : TableTest(answers)
{
    public static ThreadTest Where(SampleStore store, Func<ProfiledThread, bool> fits)
    {
        bool[] answers = new bool[store.ThreadTable.Length];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = fits(store.ThreadTable[i]);
        }

        return new ThreadTest(store, answers);
    }

    public override TableTest With(bool[] answers) => new ThreadTest(store, answers);

    public override void Fill(int first, Span<ulong> words) => Fill(MemoryMarshal.Cast<ThreadId, int>(store.Threads[first..]), words);
}
