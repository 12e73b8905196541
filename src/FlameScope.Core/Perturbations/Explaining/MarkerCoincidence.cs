using System.Collections.Immutable;
using FlameScope.Filters;
using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Finds the markers that begin, last or end where occurrences begin, or else where they end, and says how often that would be chance.</summary>
internal sealed class MarkerCoincidence
{
    private const long MinReach = 2_000_000;
    private const int MaxListed = 8;

    // Ends are looked at where starts say nothing: a second question, which chance must not answer.
    private const double MaxChanceOfEnd = 0.001;

    // Spans that begin before an occurrence and may last until it.
    private const int MaxSteps = 100_000;

    private readonly Profile _profile;
    private readonly long _reach;
    private readonly TimeRange[] _recorded;
    private readonly TimeRange[] _spans;
    private readonly long[] _latestEnds;
    private readonly (StringId Name, StringId Kind)[] _groups;
    private readonly Dictionary<(StringId Name, StringId Kind), double> _shares = [];

    /// <param name="slice">What is searched.</param>
    /// <param name="samples">Its samples.</param>
    public MarkerCoincidence(ProfileSlice slice, ObservedSamples samples)
    {
        _profile = slice.Profile;
        IReadOnlyList<Marker> markers = slice.Markers;
        _spans = [.. markers.Select(marker => marker.Range)];
        _groups = [.. markers.Select(marker => (marker.Name, marker.Kind))];
        _latestEnds = new long[_spans.Length];
        for (int i = 0; i < _spans.Length; i++)
        {
            _latestEnds[i] = Math.Max(_spans[i].End, i > 0 ? _latestEnds[i - 1] : long.MinValue);
        }

        if (_spans.Length == 0)
        {
            _recorded = [];
            return;
        }

        // What was found begins at a sample, and those stand up to an interval apart.
        _reach = Math.Max(MinReach, (long)Int128.Min(long.MaxValue / 4, (Int128)samples.Clock.Interval * 2));
        TimeRange all = new(samples.Start, samples.End);
        _recorded = slice.Ranges.Count == 0 ? [all] : TimeRanges.Normalize(slice.Ranges.Select(all.Intersect));
    }

    /// <summary>The markers near an edge of at least one occurrence, the least likely by chance first.</summary>
    /// <param name="occurrences">The occurrences, in order of time.</param>
    public ImmutableArray<CoincidingMarker> Of(IReadOnlyList<TimeRange> occurrences)
    {
        if (_spans.Length == 0)
        {
            return [];
        }

        Dictionary<(StringId Name, StringId Kind), CoincidingMarker> atStarts = At(OccurrenceEdge.Start, occurrences);
        foreach ((var group, CoincidingMarker atEnd) in At(OccurrenceEdge.End, occurrences))
        {
            // What coincides with the starts, such as a collection that lasts as long as what it slows, says more than an end.
            if (atEnd.Chance <= MaxChanceOfEnd && (!atStarts.TryGetValue(group, out CoincidingMarker? atStart) || atStart.Chance > Summary.SmallChance))
            {
                atStarts[group] = atEnd;
            }
        }

        return
        [
            .. atStarts.Values
                .OrderBy(marker => marker.Chance)
                .ThenByDescending(marker => marker.Occurrences)
                .ThenBy(marker => marker.Name, StringComparer.Ordinal)
                .ThenBy(marker => marker.Kind, StringComparer.Ordinal)
                .Take(MaxListed),
        ];
    }

    private Dictionary<(StringId Name, StringId Kind), CoincidingMarker> At(OccurrenceEdge edge, IReadOnlyList<TimeRange> occurrences)
    {
        Dictionary<(StringId Name, StringId Kind), int> met = [];
        HashSet<(StringId Name, StringId Kind)> near = [];
        foreach (TimeRange occurrence in occurrences)
        {
            near.Clear();
            long time = edge == OccurrenceEdge.Start ? occurrence.Start : occurrence.End;
            long earliest = Earlier(time);
            int last = FirstAfter(Later(time)) - 1;
            for (int i = last; i >= 0 && last - i < MaxSteps && _latestEnds[i] >= earliest; i--)
            {
                // A profiler may see nothing while a collection stops its threads: what follows begins as that ends.
                if (_spans[i].End >= earliest)
                {
                    near.Add(_groups[i]);
                }
            }

            foreach ((StringId, StringId) group in near)
            {
                met[group] = met.GetValueOrDefault(group) + 1;
            }
        }

        return met.ToDictionary(group => group.Key, group => Describe(group.Key, group.Value, occurrences.Count) with { Edge = edge });
    }

    private CoincidingMarker Describe((StringId Name, StringId Kind) group, int met, int occurrences)
    {
        double share = ShareOf(group);
        return new CoincidingMarker(
            _profile.Strings.GetString(group.Name),
            _profile.Strings.GetString(group.Kind),
            met,
            occurrences,
            _reach,
            share,
            BinomialDistribution.AtLeast(met, occurrences, share));
    }

    // The part of the recorded time that lies in the windows around such markers.
    private double ShareOf((StringId Name, StringId Kind) group)
    {
        if (!_shares.TryGetValue(group, out double share))
        {
            TimeRange[] windows = TimeRanges.Normalize(
                _spans.Where((_, i) => _groups[i] == group).Select(span => new TimeRange(Earlier(span.Start), Later(Later(span.End), 1))));
            double inside = windows.Sum(window => (double)TimeRanges.Overlap(_recorded, window.Start, window.End));
            double all = _recorded.Sum(range => (double)range.Duration);
            share = all > 0 ? Math.Min(1, inside / all) : 1;
            _shares.Add(group, share);
        }

        return share;
    }

    private int FirstAfter(long time)
    {
        int low = 0;
        int high = _spans.Length;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            (low, high) = _spans[middle].Start <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private long Earlier(long time) => time < long.MinValue + _reach ? long.MinValue : time - _reach;

    private long Later(long time) => Later(time, _reach);

    private static long Later(long time, long by) => time > long.MaxValue - by ? long.MaxValue : time + by;
}
