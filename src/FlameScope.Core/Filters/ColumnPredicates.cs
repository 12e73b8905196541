using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>By the sample's kind of event.</summary>
internal sealed class EventPredicate(EventKindId id) : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words) =>
        Bits.WhereEqual(block.EventKinds[first..], (ushort)id.Value, words);
}

/// <summary>By the CPU that the sample was taken on.</summary>
internal sealed class CpuPredicate(int number) : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words)
    {
        if (number is >= short.MinValue and <= short.MaxValue)
        {
            Bits.WhereEqual(block.Cpus[first..], (short)number, words);
        }
        else
        {
            words.Clear();
        }
    }
}

/// <summary>By whether the sample begins, or lasts, in a range of time.</summary>
internal sealed class TimePredicate(TimeRange range, bool byOverlap) : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words)
    {
        words.Clear();
        bool lasts = byOverlap && block.HasDurations;
        int start = lasts ? block.FirstLastingAt(range.Start) : block.LowerBound(range.Start);
        int end = range.IsEmpty ? start : block.LowerBound(range.End);
        if (!lasts)
        {
            Bits.SetRun(words, Math.Max(0, start - first), Math.Clamp(end - first, 0, words.Length * Bits.PerWord));
            return;
        }

        end = Math.Min(end, first + (words.Length * Bits.PerWord));
        for (int sample = Math.Max(start, first); sample < end; sample++)
        {
            if (block.EndOf(sample) > range.Start)
            {
                Bits.Set(words, sample - first);
            }
        }
    }
}

/// <summary>By whether the sample is idle.</summary>
internal sealed class IdlePredicate : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words) => MaskPredicate.Fill(block.Idle, first, words);
}

/// <summary>By whether the sample is waiting.</summary>
internal sealed class WaitingPredicate : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words) => MaskPredicate.Fill(block.Waiting, first, words);
}

/// <summary>Copies a mask that a block keeps.</summary>
internal static class MaskPredicate
{
    public static void Fill(ulong[]? mask, int first, Span<ulong> words)
    {
        if (mask is null)
        {
            words.Clear();
        }
        else
        {
            mask.AsSpan(first / Bits.PerWord, words.Length).CopyTo(words);
        }
    }
}

/// <summary>The same answer for every sample.</summary>
internal sealed class ConstantPredicate(bool answer) : SamplePredicate
{
    public override void Fill(SampleBlock block, int first, Span<ulong> words) => words.Fill(answer ? ulong.MaxValue : 0);
}
