using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>A condition resolved against a profile's tables: answers for 64 samples of a block at a time.</summary>
internal abstract class SamplePredicate
{
    /// <summary>Samples whose answers are worked out together; bounds the scratch of a composed condition.</summary>
    public const int BlockSamples = BlockWords * Bits.PerWord;

    /// <summary>Words whose answers are worked out together.</summary>
    public const int BlockWords = 64;

    /// <summary>Writes the answers for a run of samples, a bit each.</summary>
    /// <param name="block">The samples.</param>
    /// <param name="first">Index of the first sample, a multiple of 64.</param>
    /// <param name="words">At most <see cref="BlockWords"/>; bits after the block's last sample mean nothing.</param>
    public abstract void Fill(SampleBlock block, int first, Span<ulong> words);

    /// <summary>The predicate that answers the other way round.</summary>
    public virtual SamplePredicate Negate() => new NegatedPredicate(this);

    private sealed class NegatedPredicate(SamplePredicate inner) : SamplePredicate
    {
        public override void Fill(SampleBlock block, int first, Span<ulong> words)
        {
            inner.Fill(block, first, words);
            foreach (ref ulong word in words)
            {
                word = ~word;
            }
        }

        public override SamplePredicate Negate() => inner;
    }
}
