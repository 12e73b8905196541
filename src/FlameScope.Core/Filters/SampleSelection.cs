using System.Buffers;
using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>A filter resolved against one store: which samples of a range are shown, and the account of the others.</summary>
/// <remarks>Holds rented memory: dispose of it when the view is built.</remarks>
internal sealed class SampleSelection : IDisposable
{
    private readonly SampleStore _store;
    private readonly SampleWeight _weight;
    private readonly int _firstWord;
    private readonly int _wordCount;
    private ulong[]? _words;

    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">A range is given and the store has no clock, or weights add up beyond 64 bits.</exception>
    public SampleSelection(SampleStore store, TimeRange? range, SampleFilter filter, SampleWeight weight = SampleWeight.Count)
    {
        _store = store;
        _weight = weight;
        EventKindId? shownEvent = filter.Event.ResolveIn(store);
        SampleTest? where = filter.Where?.ResolveIn(store);
        Metric = Metric.Of(store, shownEvent, weight);
        EventName = EventNameOf(store, shownEvent);
        (First, End) = store.SamplesIn(range);
        _firstWord = First / Bits.PerWord;
        _wordCount = Bits.WordsFor(End) - _firstWord;
        Shown = End - First;
        ulong[]? idle = filter.IncludeIdle ? null : store.IdleSamples;
        SampleTest? eventTest = shownEvent is EventKindId id && store.EventTable.Length > 1 ? new EventTest(store, id) : null;
        if (Shown == 0 || (eventTest is null && idle is null && where is null))
        {
            return;
        }

        _words = ArrayPool<ulong>.Shared.Rent(_wordCount);
        Words.Fill(ulong.MaxValue);
        Bits.KeepRun(Words, First - (_firstWord * Bits.PerWord), End - (_firstWord * Bits.PerWord));
        FilteredByEvent = Keep(eventTest);
        Idle = Keep(idle is null ? null : new MaskTest(idle).Negate());
        FilteredByCondition = Keep(where);
    }

    /// <summary>What the view adds up.</summary>
    public Metric Metric { get; }

    /// <summary>Name of the event shown; <c>all</c> where several are added up.</summary>
    public string EventName { get; }

    /// <summary>Index of the first sample in the range.</summary>
    public int First { get; }

    /// <summary>Index behind the last sample in the range.</summary>
    public int End { get; }

    /// <summary>Number of samples shown.</summary>
    public int Shown { get; private set; }

    private int FilteredByEvent { get; }

    private int Idle { get; }

    private int FilteredByCondition { get; }

    private Span<ulong> Words => _words.AsSpan(0, _words is null ? 0 : _wordCount);

    /// <summary>The shown samples as runs of indices, in order.</summary>
    public SampleRuns Runs => new(Words, _firstWord * Bits.PerWord, First, End);

    /// <summary>How many samples of a run of indices, inside the range, are shown.</summary>
    public int CountIn(int first, int end) => _words is null
        ? end - first
        : Bits.CountRun(Words, first - (_firstWord * Bits.PerWord), end - (_firstWord * Bits.PerWord));

    public Coverage ToCoverage() => new()
    {
        Samples = _store.Count,
        Unparsed = _store.Report.Unparsed,
        Lost = _store.Report.Lost,
        Shown = Shown,
        ShownWeight = SumOfWeights(),
        Idle = Idle,
        FilteredByEvent = FilteredByEvent,
        FilteredByRange = _store.Count - (End - First),
        FilteredByCondition = FilteredByCondition,
        Stackless = CountStackless(),
    };

    /// <summary>
    /// How many samples of equal weight would be as certain as those shown: the square of the sum over the sum of squares
    /// (Kish 1965).
    /// </summary>
    public double EffectiveSamples()
    {
        if (_weight == SampleWeight.Count || _store.Weights.IsEmpty)
        {
            return Shown;
        }

        double sum = 0;
        double squares = 0;
        foreach ((int first, int end) in Runs)
        {
            foreach (long weight in _store.Weights[first..end])
            {
                sum += weight;
                squares += (double)weight * weight;
            }
        }

        return squares == 0 ? 0 : sum * sum / squares;
    }

    public void Dispose()
    {
        if (_words is ulong[] words)
        {
            _words = null;
            ArrayPool<ulong>.Shared.Return(words);
        }
    }

    private static string EventNameOf(SampleStore store, EventKindId? id) => id is not EventKindId shown
        ? EventSelection.All.ToString()
        : shown.Value < store.EventTable.Length ? store.Strings.GetString(store.EventTable[shown.Value]) : "";

    // Returns how many samples the test takes out.
    private int Keep(SampleTest? test)
    {
        if (test is null)
        {
            return 0;
        }

        Span<ulong> block = stackalloc ulong[SampleTest.BlockWords];
        for (int word = 0; word < _wordCount; word += block.Length)
        {
            Span<ulong> kept = Words[word..Math.Min(_wordCount, word + block.Length)];
            Span<ulong> answers = block[..kept.Length];
            test.Fill((_firstWord + word) * Bits.PerWord, answers);
            Bits.And(kept, answers);
        }

        int before = Shown;
        Shown = Bits.Count(Words);
        return before - Shown;
    }

    private long SumOfWeights()
    {
        if (_weight == SampleWeight.Count)
        {
            return Shown;
        }

        try
        {
            if (_store.Weights.IsEmpty)
            {
                return checked(_store.UniformWeight * Shown);
            }

            long sum = 0;
            foreach ((int first, int end) in Runs)
            {
                foreach (long weight in _store.Weights[first..end])
                {
                    sum = checked(sum + weight);
                }
            }

            return sum;
        }
        catch (OverflowException exception)
        {
            throw new InvalidOperationException(
                "The periods of the shown samples add up to more than 2^63 - 1; count samples instead, or choose a shorter range.", exception);
        }
    }

    private long CountStackless()
    {
        if (_store.StacklessSamples is not ulong[] stackless)
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
            count += System.Numerics.BitOperations.PopCount(_words[i] & stackless[_firstWord + i]);
        }

        return count;
    }
}
