using FlameScope.Filters;
using FlameScope.Flames;
using FlameScope.Samples;

namespace FlameScope.Charts;

/// <summary>Lays stacks out in time, thread by thread.</summary>
internal sealed class StackChartBuilder
{
    private readonly TimelineSlice _timeline;
    private readonly StackChartOptions _options;
    private readonly SampleStore _store;
    private readonly BlockSelection? _block;
    private readonly PositionedFrames _hidden;
    private readonly Dictionary<StackId, FrameId[]> _paths = [];
    private readonly List<StackChartSpan> _spans = [];

    public StackChartBuilder(TimelineSlice timeline, StackChartOptions options)
    {
        _timeline = timeline;
        _options = options;
        _store = timeline.Store;
        _block = timeline.Selection.Blocks.Length == 0 ? null : timeline.Selection.Blocks[0];
        _hidden = new PositionedFrames(_store, options.Hide, timeline.Slice.Cancellation);
    }

    public StackChart Build()
    {
        (int Thread, long Value)[] threads = BusiestFirst();
        SampleLength length = LengthOfSamples();
        List<StackChartLane> lanes = [];
        foreach ((int thread, long value) in threads.AsSpan(0, Math.Min(threads.Length, _options.MaxLanes)))
        {
            _timeline.Slice.Cancellation.ThrowIfCancellationRequested();
            lanes.Add(Lane(thread, value, length));
        }

        StackChartHead head = new(
            _store.Strings,
            _timeline.Slice.Range ?? _store.TimeRange,
            _store.Origin,
            _timeline.Selection.Metric,
            _timeline.Selection.EventName,
            _timeline.Selection.ToCoverage(),
            threads.Length - lanes.Count);
        return new StackChart(StackChartSpans.Of(_spans), [.. lanes], head);
    }

    private (int Thread, long Value)[] BusiestFirst()
    {
        List<(int Thread, long Value)> threads = [];
        for (int thread = 0; thread < _store.ThreadTable.Length; thread++)
        {
            ReadOnlySpan<int> samples = _timeline.Samples.Of(thread);
            if (!samples.IsEmpty)
            {
                threads.Add((thread, ValueOf(samples)));
            }
        }

        return [.. threads.OrderByDescending(one => one.Value).ThenBy(one => NameOf(one.Thread), StringComparer.Ordinal).ThenBy(one => one.Thread)];
    }

    // A slice may be too short to tell how far apart samples are; the profile is not.
    private SampleLength LengthOfSamples()
    {
        if (_timeline.Slice.Ranges.Count == 0)
        {
            return SampleLength.Of(_store, _timeline.Samples);
        }

        using TimelineSlice whole = new(_timeline.Slice.During((TimeRange?)null));
        return SampleLength.Of(_store, whole.Samples);
    }

    private StackChartLane Lane(int thread, long value, SampleLength length)
    {
        int first = _spans.Count;
        ReadOnlySpan<int> samples = _timeline.Samples.Of(thread);
        List<int> open = [];
        long lastEnd = long.MinValue;
        for (int i = 0; i < samples.Length; i++)
        {
            long start = _store.Times[samples[i]];
            long end = EndOf(samples, i, length);
            Append(PathOf(_store.Stacks[samples[i]]), start, end, WeightOf(samples[i]), open, isBreak: start > lastEnd);
            lastEnd = end;
        }

        if (_options.MinNanoseconds > 0)
        {
            ShortFrames.Join(_spans, first, _options.MinNanoseconds);
        }

        ProfiledThread known = _store.ThreadTable[thread];
        return new StackChartLane(NameOf(thread), known.Pid, known.Tid, samples.Length, value, first, _spans.Count, StackChartSpans.LevelsOf(_spans, first));
    }

    // What the sample before has under the same callers goes on; the rest of the stack begins here.
    private void Append(FrameId[] path, long start, long end, long value, List<int> open, bool isBreak)
    {
        if (isBreak)
        {
            open.Clear();
        }

        int depth = 0;
        for (; depth < path.Length; depth++)
        {
            StackChartSpan span = SpanOf(_store.Frames[path[depth].Value], start, end, value, depth);
            if (depth < open.Count && _spans[open[depth]].IsSameFunction(span))
            {
                StackChartSpan before = _spans[open[depth]];
                _spans[open[depth]] = before with { End = Math.Max(before.End, end), Value = before.Value + value };
                continue;
            }

            open.RemoveRange(depth, Math.Max(0, open.Count - depth));
            open.Add(_spans.Count);
            _spans.Add(span);
        }

        open.RemoveRange(depth, Math.Max(0, open.Count - depth));
        if (_spans.Count > _options.MaxFrames)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"The stack chart of this slice would have more than {_options.MaxFrames} frames: take a shorter slice, or fewer threads."));
        }
    }

    private static StackChartSpan SpanOf(Frame frame, long start, long end, long value, int depth) =>
        new(start, end, value, depth, frame.Symbol, frame.Module, (byte)frame.Kind);

    // Where a sample's thread is seen again, it ends; where the slice ends, too.
    private long EndOf(ReadOnlySpan<int> samples, int place, SampleLength length)
    {
        long start = _store.Times[samples[place]];
        long next = place + 1 < samples.Length ? _store.Times[samples[place + 1]] : long.MaxValue;
        long duration = _block?.Block.DurationOf(samples[place]) ?? 0;
        long end = duration > 0 ? Math.Min(Saturate((Int128)start + duration), next)
            : next == long.MaxValue ? Saturate((Int128)start + length.Interval) : length.EndOf(start, next);
        return Math.Max(start, Math.Min(end, EndOfSlice(start)));
    }

    private long EndOfSlice(long start)
    {
        foreach (TimeRange range in _timeline.Slice.Ranges)
        {
            if (start < range.End)
            {
                return range.End;
            }
        }

        return long.MaxValue;
    }

    private FrameId[] PathOf(StackId stack)
    {
        if (!_paths.TryGetValue(stack, out FrameId[]? path))
        {
            FrameId[] all = _store.StackTrie.FramesOf(stack);
            path = _options.Hide.Count == 0 ? all : [.. all.Where((_, place) => !_hidden.Fits(all, place))];
            _paths.Add(stack, path);
        }

        return path;
    }

    private long ValueOf(ReadOnlySpan<int> samples)
    {
        long sum = 0;
        foreach (int sample in samples)
        {
            long value = WeightOf(sample);
            sum = value > long.MaxValue - sum ? long.MaxValue : sum + value;
        }

        return sum;
    }

    private long WeightOf(int sample) => _timeline.Selection.Weight == SampleWeight.Count || _block is null ? 1 : _block.ValueOf(sample);

    private string NameOf(int thread) =>
        _store.Strings.GetString(_store.ThreadTable[thread].Command) is { Length: > 0 } name ? name : UnknownName.Text;

    private static long Saturate(Int128 time) => (long)Int128.Clamp(time, long.MinValue, long.MaxValue);
}
