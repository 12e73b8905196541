using System.Collections.Immutable;
using FlameScope.Perturbations.Features;
using FlameScope.Perturbations.Rhythms;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Chooses what an event is compared with: times near it that belong to no event.</summary>
internal sealed class Baselines
{
    private const int Factor = 4;
    private const long ShortestSide = 500_000_000;
    private const long LongestSide = 20_000_000_000;

    // More than this many samples a side tell no more.
    private const int EnoughSamples = 10_000;

    private readonly ObservedSamples _samples;
    private readonly long _longestSide;
    private readonly List<TimeRange> _taken = [];
    private readonly List<long> _steps = [];

    public Baselines(ObservedSamples samples, List<EpisodeSeries> events)
    {
        _samples = samples;
        double rate = samples.Count / Math.Max(1.0, samples.End - samples.Start);
        _longestSide = (long)Math.Clamp(EnoughSamples / rate, ShortestSide, LongestSide);
        List<TimeRange> ranges = [];
        foreach (EpisodeSeries item in events)
        {
            if (item.Lead.IsStep)
            {
                _steps.Add(item.Strongest.Start);
            }
            else if (!item.IsFolded)
            {
                ranges.AddRange(item.Occurrences);
            }
        }

        ranges.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        foreach (TimeRange range in ranges)
        {
            if (_taken.Count > 0 && range.Start <= _taken[^1].End)
            {
                _taken[^1] = new TimeRange(_taken[^1].Start, Math.Max(_taken[^1].End, range.End));
            }
            else
            {
                _taken.Add(range);
            }
        }
    }

    /// <summary>The slice that is examined, and the baseline that it is compared with.</summary>
    public (List<TimeRange> Examined, ImmutableArray<TimeRange> Baseline) Of(EpisodeSeries item)
    {
        TimeRange range = item.Strongest;
        if (item.IsFolded)
        {
            return (item.Occurrences, [.. Between(item.Occurrences)]);
        }

        if (item.Lead.IsStep)
        {
            long side = Math.Min(_longestSide, range.Duration);
            List<TimeRange> before = Before(range.Start, side);
            List<TimeRange> after = After(range.Start, side);
            return (after.Count > 0 ? after : [range], [.. before.Count > 0 ? before : [Rest(range)]]);
        }

        long wanted = Math.Clamp(range.Duration * Factor, ShortestSide, _longestSide);
        List<TimeRange> baseline = Before(range.Start, wanted);
        baseline.AddRange(After(range.End, wanted));
        List<TimeRange> ofSamePhase = OfSamePhase(baseline, range);
        baseline = ofSamePhase.Sum(static part => part.Duration) >= Math.Min(wanted, range.Duration) ? ofSamePhase : baseline;
        return ([range], [.. baseline.Count > 0 ? baseline : [Rest(range)]]);
    }

    private static List<TimeRange> Between(List<TimeRange> occurrences)
    {
        List<TimeRange> gaps = [];
        for (int i = 1; i < occurrences.Count; i++)
        {
            gaps.Add(new TimeRange(occurrences[i - 1].End, occurrences[i].Start));
        }

        return gaps;
    }

    // A phase that begins or ends in between would make the comparison one of phases.
    private List<TimeRange> OfSamePhase(List<TimeRange> baseline, TimeRange range)
    {
        long first = _samples.Start;
        long end = _samples.End;
        foreach (long step in _steps)
        {
            first = step <= range.Start ? Math.Max(first, step) : first;
            end = step >= range.End ? Math.Min(end, step) : end;
        }

        List<TimeRange> parts = [];
        foreach (TimeRange part in baseline)
        {
            TimeRange kept = part.Intersect(new TimeRange(first, end));
            if (!kept.IsEmpty)
            {
                parts.Add(kept);
            }
        }

        return parts;
    }

    private List<TimeRange> Before(long instant, long wanted)
    {
        List<TimeRange> ranges = [];
        long end = instant;
        for (int i = _taken.Count - 1; i >= -1 && wanted > 0 && end > _samples.Start; i--)
        {
            if (i >= 0 && _taken[i].Start >= end)
            {
                continue;
            }

            long start = Math.Max(_samples.Start, i >= 0 ? Math.Min(end, _taken[i].End) : _samples.Start);
            start = Math.Max(start, end - wanted);
            if (end > start)
            {
                ranges.Insert(0, new TimeRange(start, end));
                wanted -= end - start;
            }

            end = i >= 0 ? Math.Min(end, _taken[i].Start) : start;
        }

        return ranges;
    }

    private List<TimeRange> After(long instant, long wanted)
    {
        List<TimeRange> ranges = [];
        long start = instant;
        for (int i = 0; i <= _taken.Count && wanted > 0 && start < _samples.End; i++)
        {
            if (i < _taken.Count && _taken[i].End <= start)
            {
                continue;
            }

            long end = i < _taken.Count ? Math.Max(start, Math.Min(_samples.End, _taken[i].Start)) : _samples.End;
            end = Math.Min(end, start + wanted);
            if (end > start)
            {
                ranges.Add(new TimeRange(start, end));
                wanted -= end - start;
            }

            start = i < _taken.Count ? Math.Max(start, _taken[i].End) : end;
        }

        return ranges;
    }

    // Everything else is an event as well: compare with the longer part of the recording beside the range.
    private TimeRange Rest(TimeRange range) => range.Start - _samples.Start > _samples.End - range.End
        ? new TimeRange(_samples.Start, range.Start)
        : new TimeRange(range.End, Math.Max(range.End, _samples.End));
}
