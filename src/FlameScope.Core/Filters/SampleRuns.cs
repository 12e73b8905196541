using System.Numerics;
using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>The set bits of a mask over samples, as runs of indices in order; without a mask, one run.</summary>
internal ref struct SampleRuns
{
    private readonly ReadOnlySpan<ulong> _words;
    private readonly int _firstSample;
    private int _position;
    private readonly int _end;
    private readonly bool _isMasked;

    /// <param name="words">The mask; empty where all samples are shown. No bit outside first and end is set.</param>
    /// <param name="firstSample">The sample of the mask's first bit.</param>
    /// <param name="first">The first sample that may be shown.</param>
    /// <param name="end">The sample after the last that may be shown.</param>
    public SampleRuns(ReadOnlySpan<ulong> words, int firstSample, int first, int end)
    {
        _words = words;
        _isMasked = !words.IsEmpty;
        _firstSample = _isMasked ? firstSample : 0;
        _position = first - _firstSample;
        _end = end - _firstSample;
        Current = default;
    }

    /// <summary>The run: index of its first sample, and index after its last.</summary>
    public (int First, int End) Current { get; private set; }

    public readonly SampleRuns GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_isMasked)
        {
            Current = (_position, _end);
            bool isFirst = _position < _end;
            _position = _end;
            return isFirst;
        }

        int start = NextBit(_position, isSet: true);
        if (start >= _end)
        {
            return false;
        }

        _position = NextBit(start, isSet: false);
        Current = (_firstSample + start, _firstSample + _position);
        return true;
    }

    // The first set (or clear) bit at or after a position; the end where there is none.
    private readonly int NextBit(int position, bool isSet)
    {
        ulong flip = isSet ? 0 : ulong.MaxValue;
        for (int i = position / Bits.PerWord; i < _words.Length; i++)
        {
            ulong word = _words[i] ^ flip;
            if (i == position / Bits.PerWord)
            {
                word &= ulong.MaxValue << (position % Bits.PerWord);
            }

            if (word != 0)
            {
                return Math.Min(_end, (i * Bits.PerWord) + BitOperations.TrailingZeroCount(word));
            }
        }

        return _end;
    }
}
