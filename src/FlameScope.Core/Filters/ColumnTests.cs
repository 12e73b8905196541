using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>By the sample's kind of event.</summary>
internal sealed class EventTest(SampleStore store, EventKindId id) : SampleTest
{
    public override void Fill(int first, Span<ulong> words) => Bits.WhereEqual(store.Events[first..], (ushort)id.Value, words);
}

/// <summary>By the CPU that the sample was taken on.</summary>
internal sealed class CpuTest(SampleStore store, int number) : SampleTest
{
    public override void Fill(int first, Span<ulong> words)
    {
        if (number is >= short.MinValue and <= short.MaxValue)
        {
            Bits.WhereEqual(store.Cpus[first..], (short)number, words);
        }
        else
        {
            words.Clear();
        }
    }
}

/// <summary>By the sample's place in the order of time.</summary>
internal sealed class RunTest(int start, int end) : SampleTest
{
    public override void Fill(int first, Span<ulong> words)
    {
        words.Clear();
        Bits.SetRun(words, Math.Max(0, start - first), Math.Clamp(end - first, 0, words.Length * Bits.PerWord));
    }
}

/// <summary>By a mask over all samples that the store keeps.</summary>
internal sealed class MaskTest(ulong[] mask) : SampleTest
{
    public override void Fill(int first, Span<ulong> words) => mask.AsSpan(first / Bits.PerWord, words.Length).CopyTo(words);
}

/// <summary>The same answer for every sample.</summary>
internal sealed class ConstantTest(bool answer) : SampleTest
{
    public override void Fill(int first, Span<ulong> words) => words.Fill(answer ? ulong.MaxValue : 0);
}
