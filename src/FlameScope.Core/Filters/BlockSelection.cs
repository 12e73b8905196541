using System.Buffers;
using System.Numerics;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>Which samples of one block a view shows.</summary>
/// <remarks>Holds rented memory until it is disposed of.</remarks>
internal sealed class BlockSelection : IDisposable
{
    private readonly TimeRange[]? _ranges;
    private readonly int _firstWord;
    private readonly int _wordCount;
    private ulong[]? _words;

    /// <param name="block">The samples.</param>
    /// <param name="ranges">The times shown, in order; <see langword="null"/> for all.</param>
    /// <param name="byOverlap">Whether a sample with a duration is shown where any of it lies inside, rather than where it begins.</param>
    public BlockSelection(SampleBlock block, TimeRange[]? ranges, bool byOverlap)
    {
        Block = block;
        _ranges = ranges;
        End = block.Count;
        bool lasts = byOverlap && block.HasDurations;
        if (ranges is not null)
        {
            First = lasts ? block.FirstLastingAt(ranges[0].Start) : block.LowerBound(ranges[0].Start);
            End = Math.Max(First, ranges[^1].IsEmpty ? First : block.LowerBound(ranges[^1].End));
        }

        _firstWord = First / Bits.PerWord;
        _wordCount = Bits.WordsFor(End) - _firstWord;
        Shown = End - First;
        if (ranges is not null && Shown > 0 && (ranges.Length > 1 || lasts))
        {
            KeepRanges(ranges, lasts);
        }
    }

    public SampleBlock Block { get; }

    /// <summary>Index of the first sample that may be shown.</summary>
    public int First { get; }

    /// <summary>Index after the last sample that may be shown.</summary>
    public int End { get; }

    /// <summary>Number of samples shown.</summary>
    public int Shown { get; private set; }

    /// <summary>The shown samples as runs of indices, in order.</summary>
    public SampleRuns Runs => new(Words, _firstWord * Bits.PerWord, First, End);

    private Span<ulong> Words => _words.AsSpan(0, _words is null ? 0 : _wordCount);

    /// <summary>How many samples of a run of indices, inside <see cref="First"/> and <see cref="End"/>, are shown.</summary>
    public int CountIn(int first, int end) => _words is null
        ? end - first
        : Bits.CountRun(Words, first - (_firstWord * Bits.PerWord), end - (_firstWord * Bits.PerWord));

    /// <summary>Keeps the samples that a predicate holds for; returns how many went.</summary>
    public int Keep(SamplePredicate? predicate)
    {
        if (predicate is null || Shown == 0)
        {
            return 0;
        }

        BeginMask();
        Span<ulong> scratch = stackalloc ulong[SamplePredicate.BlockWords];
        for (int word = 0; word < _wordCount; word += scratch.Length)
        {
            Span<ulong> kept = Words[word..Math.Min(_wordCount, word + scratch.Length)];
            Span<ulong> answers = scratch[..kept.Length];
            predicate.Fill(Block, (_firstWord + word) * Bits.PerWord, answers);
            Bits.And(kept, answers);
        }

        return Recount();
    }

    /// <summary>Whether shown samples may lie inside the ranges in part.</summary>
    public bool IsCut => _ranges is not null && Block.HasDurations;

    /// <summary>What a shown sample adds: its weight, or the part of its duration inside the ranges.</summary>
    public long ValueOf(int sample) => !IsCut || Block.DurationOf(sample) == 0
        ? Block.WeightOf(sample)
        : TimeRanges.Overlap(Ranges, Block.Times[sample], Block.EndOf(sample));

    /// <summary>The parts of a shown sample that lie inside the ranges.</summary>
    public ReadOnlySpan<TimeRange> Ranges => _ranges;

    public long CountStackless()
    {
        if (Block.Stackless is not ulong[] stackless)
        {
            return 0;
        }

        if (_words is null)
        {
            return Bits.CountRun(stackless, First, End);
        }

        long count = 0;
        for (int i = 0; i < _wordCount; i++)
        {
            count += BitOperations.PopCount(_words[i] & stackless[_firstWord + i]);
        }

        return count;
    }

    public void Dispose()
    {
        if (_words is ulong[] words)
        {
            _words = null;
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    private void KeepRanges(TimeRange[] ranges, bool byOverlap)
    {
        SamplePredicate inside = ranges.Length == 1
            ? new TimePredicate(ranges[0], byOverlap)
            : GroupPredicate.Of([.. ranges.Select(range => new TimePredicate(range, byOverlap))], isAll: false);
        Keep(inside);
    }

    private void BeginMask()
    {
        if (_words is null)
        {
            _words = ArrayPool<ulong>.Shared.Rent(_wordCount);
            Words.Fill(ulong.MaxValue);
            Bits.KeepRun(Words, First - (_firstWord * Bits.PerWord), End - (_firstWord * Bits.PerWord));
        }
    }

    private int Recount()
    {
        int before = Shown;
        Shown = Bits.Count(Words);
        return before - Shown;
    }
}
