using System.Runtime.InteropServices;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>A predicate whose answer is looked up by an id that each sample has.</summary>
internal abstract class TablePredicate(bool[] answers) : SamplePredicate
{
    /// <summary>By id: the answer.</summary>
    public bool[] Answers { get; } = answers;

    /// <summary>The same question with other answers.</summary>
    public abstract TablePredicate With(bool[] answers);

    public override SamplePredicate Negate() => With(Array.ConvertAll(Answers, answer => !answer));

    public override void Fill(SampleBlock block, int first, Span<ulong> words)
    {
        ReadOnlySpan<int> ids = IdsOf(block);
        ReadOnlySpan<byte> answers = MemoryMarshal.AsBytes(Answers.AsSpan());
        if (ids.IsEmpty)
        {
            // A column that no sample needed has the id 0 throughout.
            words.Fill(answers[0] != 0 ? ulong.MaxValue : 0);
            return;
        }

        ids = ids[first..];
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

    private protected abstract ReadOnlySpan<int> IdsOf(SampleBlock block);
}

/// <summary>By the sample's stack.</summary>
internal sealed class StackPredicate(bool[] answers) : TablePredicate(answers)
{
    public override TablePredicate With(bool[] answers) => new StackPredicate(answers);

    private protected override ReadOnlySpan<int> IdsOf(SampleBlock block) => MemoryMarshal.Cast<StackId, int>(block.Stacks);
}

/// <summary>By the sample's thread.</summary>
internal sealed class ThreadPredicate(bool[] answers) : TablePredicate(answers)
{
    public static ThreadPredicate Where(Profile profile, Func<ProfiledThread, bool> fits)
    {
        bool[] answers = new bool[profile.ThreadTable.Length];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = fits(profile.ThreadTable[i]);
        }

        return new ThreadPredicate(answers);
    }

    public override TablePredicate With(bool[] answers) => new ThreadPredicate(answers);

    private protected override ReadOnlySpan<int> IdsOf(SampleBlock block) => MemoryMarshal.Cast<ThreadId, int>(block.Threads);
}

/// <summary>By the sample's set of labels.</summary>
internal sealed class LabelPredicate(bool[] answers) : TablePredicate(answers)
{
    public override TablePredicate With(bool[] answers) => new LabelPredicate(answers);

    private protected override ReadOnlySpan<int> IdsOf(SampleBlock block) => MemoryMarshal.Cast<LabelSetId, int>(block.Labels);
}
