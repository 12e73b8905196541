using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Text;
using FlameScope.Charts;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.Export.Speedscope;

/// <summary>Writes one file: the frames, then a profile for each thread.</summary>
internal sealed class SpeedscopeWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly SampleStore _store;
    private readonly SampleSelection _selection;
    private readonly SamplesByThread _samples;
    private readonly UsedFrames _frames;
    private readonly TimeRange? _axis;
    private readonly SampleLength _length;
    private int[] _path = [];

    public SpeedscopeWriter(
        Utf8JsonWriter json, SampleStore store, SampleSelection selection, SamplesByThread samples, UsedFrames frames)
    {
        _json = json;
        _store = store;
        _selection = selection;
        _samples = samples;
        _frames = frames;
        if (selection.Weight == SampleWeight.Count && _store.TimeAxis == TimeAxis.Clock)
        {
            _length = SampleLength.Of(_store, samples);
            _axis = AxisOf(_store.TimeRange, selection.Slice.Range, _length.Interval);
        }
    }

    public void Write()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema"u8, "https://www.speedscope.app/file-format-schema.json"u8);
        _json.WriteString("exporter"u8, "FlameScope.Core"u8);
        _json.WriteString("name"u8, Name());
        WriteFrames();
        WriteProfiles();
        _json.WriteEndObject();
    }

    public void Dispose()
    {
        int[] path = _path;
        _path = [];
        if (path.Length > 0)
        {
            ArrayPool<int>.Shared.Return(path);
        }
    }

    // The last sample lasts as long as others, unless the slice ends before.
    private static TimeRange AxisOf(TimeRange profile, TimeRange? slice, long interval)
    {
        long end = profile.IsEmpty ? profile.End : (long)Int128.Min(long.MaxValue, (Int128)profile.End - 1 + interval);
        TimeRange all = new(profile.Start, end);
        return slice is TimeRange range ? all.Intersect(range) : all;
    }

    private string Name() => _selection.Slice.Range is TimeRange range
        ? $"{_selection.EventName}, {SliceText.Of(range, _store.Origin)}"
        : _selection.EventName;

    private void WriteFrames()
    {
        _json.WriteStartObject("shared"u8);
        _json.WriteStartArray("frames"u8);
        for (int frame = 0; frame < _store.Frames.Length; frame++)
        {
            if (_frames.IsUsed(frame))
            {
                Frame used = _store.Frames[frame];
                _json.WriteStartObject();
                _json.WriteString("name"u8, _store.Strings[used.Symbol]);
                if (used.Module != StringId.Empty)
                {
                    _json.WriteString("file"u8, _store.Strings[used.Module]);
                }

                _json.WriteEndObject();
            }
        }

        if (_frames.HasStackless)
        {
            _json.WriteStartObject();
            _json.WriteString("name"u8, "[no stack]"u8);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    // A file without any profile cannot be opened: an empty slice has one without samples.
    private void WriteProfiles()
    {
        int busiest = _selection.Shown == 0 ? -1 : _samples.Busiest();
        int active = 0;
        int written = 0;
        _json.WriteStartArray("profiles"u8);
        for (int thread = 0; thread < _store.ThreadTable.Length; thread++)
        {
            if (!_samples.Of(thread).IsEmpty)
            {
                active = thread == busiest ? written : active;
                WriteProfile(ThreadText.Of(_store, _store.ThreadTable[thread]), _samples.Of(thread));
                written++;
            }
        }

        if (written == 0)
        {
            WriteProfile("no samples", []);
        }

        _json.WriteEndArray();
        _json.WriteNumber("activeProfileIndex"u8, active);
    }

    private void WriteProfile(string name, ReadOnlySpan<int> samples)
    {
        _json.WriteStartObject();
        _json.WriteString("type"u8, "sampled"u8);
        _json.WriteString("name"u8, name);
        _json.WriteString("unit"u8, _axis is not null || _selection.Metric.Unit == "ns" ? "nanoseconds"u8
            : _selection.Metric.Unit == "bytes" ? "bytes"u8
            : "none"u8);
        _json.WriteNumber("startValue"u8, _axis is TimeRange start ? start.Start - _store.Origin : 0);
        _json.WriteNumber("endValue"u8, _axis is TimeRange end ? end.End - _store.Origin : SumOf(samples));
        WriteSamples(samples);
        WriteWeights(samples);
        _json.WriteEndObject();
    }

    private void WriteSamples(ReadOnlySpan<int> samples)
    {
        _json.WriteStartArray("samples"u8);
        long end = _axis?.Start ?? 0;
        for (int i = 0; i < samples.Length; i++)
        {
            if (_axis is not null && _store.Times[samples[i]] > end)
            {
                _json.WriteStartArray();
                _json.WriteEndArray();
            }

            WriteStack(_store.Stacks[samples[i]]);
            end = EndOf(samples, i);
        }

        _json.WriteEndArray();
    }

    private void WriteWeights(ReadOnlySpan<int> samples)
    {
        _json.WriteStartArray("weights"u8);
        long end = _axis?.Start ?? 0;
        for (int i = 0; i < samples.Length; i++)
        {
            if (_axis is null)
            {
                _json.WriteNumberValue(WeightOf(samples[i]));
                continue;
            }

            long start = _store.Times[samples[i]];
            if (start > end)
            {
                _json.WriteNumberValue(start - end);
            }

            end = EndOf(samples, i);
            _json.WriteNumberValue(end - start);
        }

        _json.WriteEndArray();
    }

    // Where a sample ends that is drawn on the axis of time.
    private long EndOf(ReadOnlySpan<int> samples, int place)
    {
        long next = place + 1 < samples.Length ? _store.Times[samples[place + 1]] : _axis?.End ?? long.MaxValue;
        return _length.EndOf(_store.Times[samples[place]], next);
    }

    private void WriteStack(StackId stack)
    {
        _json.WriteStartArray();
        int depth = _store.StackTrie.DepthOf(stack);
        if (depth == 0)
        {
            _json.WriteNumberValue(_frames.Count);
        }

        if (depth > _path.Length)
        {
            Dispose();
            _path = ArrayPool<int>.Shared.Rent(depth);
        }

        for (int level = depth - 1; level >= 0; level--, stack = _store.StackTrie.Parents[stack.Value])
        {
            _path[level] = _frames.NumberOf(_store.StackTrie.Frames[stack.Value]);
        }

        for (int level = 0; level < depth; level++)
        {
            _json.WriteNumberValue(_path[level]);
        }

        _json.WriteEndArray();
    }

    private long SumOf(ReadOnlySpan<int> samples)
    {
        Int128 sum = 0;
        foreach (int sample in samples)
        {
            sum += WeightOf(sample);
        }

        return (long)Int128.Min(long.MaxValue, sum);
    }

    private long WeightOf(int sample) => _selection.Weight == SampleWeight.Count ? 1 : _selection.Blocks[0].ValueOf(sample);
}
