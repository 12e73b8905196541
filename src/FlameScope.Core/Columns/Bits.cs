using System.Numerics;

namespace FlameScope.Columns;

/// <summary>Masks of one bit a row, in words of 64.</summary>
internal static class Bits
{
    public const int PerWord = 64;

    /// <summary>Words that a number of bits takes.</summary>
    public static int WordsFor(int bits) => (int)(((long)bits + PerWord - 1) / PerWord);

    public static bool IsSet(ReadOnlySpan<ulong> words, int bit) => (words[bit / PerWord] & (1UL << bit)) != 0;

    public static void Set(Span<ulong> words, int bit) => words[bit / PerWord] |= 1UL << bit;

    /// <summary>Sets the bits from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    public static void SetRun(Span<ulong> words, int start, int end)
    {
        for (int bit = start; bit < end;)
        {
            int own = bit % PerWord;
            int count = Math.Min(PerWord - own, end - bit);
            words[bit / PerWord] |= MaskOf(own, count);
            bit += count;
        }
    }

    /// <summary>Clears every bit outside <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public static void KeepRun(Span<ulong> words, int start, int end)
    {
        for (int i = 0; i < words.Length; i++)
        {
            int from = Math.Clamp(start - (i * PerWord), 0, PerWord);
            int to = Math.Clamp(end - (i * PerWord), from, PerWord);
            words[i] &= MaskOf(from, to - from);
        }
    }

    /// <summary>Number of set bits from <paramref name="start"/> up to but not including <paramref name="end"/>.</summary>
    public static int CountRun(ReadOnlySpan<ulong> words, int start, int end)
    {
        if (start >= end)
        {
            return 0;
        }

        int first = start / PerWord;
        int last = (end - 1) / PerWord;
        ulong head = ulong.MaxValue << (start % PerWord);
        ulong tail = ulong.MaxValue >> (PerWord - 1 - ((end - 1) % PerWord));
        if (first == last)
        {
            return BitOperations.PopCount(words[first] & head & tail);
        }

        return BitOperations.PopCount(words[first] & head)
            + Count(words[(first + 1)..last])
            + BitOperations.PopCount(words[last] & tail);
    }

    /// <summary>Number of set bits.</summary>
    public static int Count(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public static void And(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] &= others[i];
        }
    }

    public static void Or(Span<ulong> words, ReadOnlySpan<ulong> others)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] |= others[i];
        }
    }

    /// <summary>Writes which values equal one; bits after the last value are 0.</summary>
    public static void WhereEqual<T>(ReadOnlySpan<T> values, T wanted, Span<ulong> words)
        where T : IEquatable<T>
    {
        for (int i = 0; i < words.Length; i++)
        {
            ReadOnlySpan<T> own = values[Math.Min(values.Length, i * PerWord)..Math.Min(values.Length, (i + 1) * PerWord)];
            ulong word = 0;
            for (int bit = 0; bit < own.Length; bit++)
            {
                word |= (own[bit].Equals(wanted) ? 1UL : 0) << bit;
            }

            words[i] = word;
        }
    }

    private static ulong MaskOf(int start, int count) =>
        count == 0 ? 0 : (ulong.MaxValue >> (PerWord - count)) << start;
}
