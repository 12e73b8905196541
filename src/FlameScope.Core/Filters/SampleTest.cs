using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>A condition resolved against a store: answers for 64 samples at a time.</summary>
internal abstract class SampleTest
{
    /// <summary>Samples whose answers are worked out together; bounds the scratch of a composed condition.</summary>
    public const int BlockSamples = BlockWords * Bits.PerWord;

    /// <summary>Words of a block.</summary>
    public const int BlockWords = 64;

    /// <summary>Writes the answers for a block of samples, a bit each.</summary>
    /// <param name="first">Index of the first sample, a multiple of 64.</param>
    /// <param name="words">At most <see cref="BlockWords"/>; bits behind the store's last sample mean nothing.</param>
    public abstract void Fill(int first, Span<ulong> words);

    /// <summary>The test that answers the other way round.</summary>
    public virtual SampleTest Negate() => new NegatedTest(this);

    private sealed class NegatedTest(SampleTest inner) : SampleTest
    {
        public override void Fill(int first, Span<ulong> words)
        {
            inner.Fill(first, words);
            foreach (ref ulong word in words)
            {
                word = ~word;
            }
        }

        public override SampleTest Negate() => inner;
    }
}
