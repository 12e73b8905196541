using System.Text.Json;
using FlameScope.Charts;
using FlameScope.Filters;

namespace FlameScope.Export.CpuProfile;

/// <summary>Writes one profile: its nodes, then a node for each sample and the time since the one before.</summary>
internal sealed class CpuProfileWriter
{
    private const long NanosecondsPerMicrosecond = 1_000;

    private readonly Utf8JsonWriter _json;
    private readonly SampleStore _store;
    private readonly SampleSelection _selection;
    private readonly SamplesByThread _samples;
    private readonly CpuProfileNodes _nodes;
    private readonly bool _isTimed;
    private readonly List<int> _written = [];
    private readonly List<long> _times = [];
    private long _end;

    public CpuProfileWriter(Utf8JsonWriter json, SampleStore store, SampleSelection selection, SamplesByThread samples)
    {
        _json = json;
        _store = store;
        _selection = selection;
        _samples = samples;
        _isTimed = selection.Weight == SampleWeight.Count && store.TimeAxis == TimeAxis.Clock;
        _nodes = new CpuProfileNodes(store, ThreadsWithSamples() > 1);
    }

    public void Write()
    {
        if (_isTimed)
        {
            PlaceByTime();
        }
        else
        {
            PlaceByValue();
        }

        _json.WriteStartObject();
        _nodes.Write(_json);
        long start = _times.Count > 0 ? _times[0] : 0;
        _json.WriteNumber("startTime"u8, start);
        _json.WriteNumber("endTime"u8, Math.Max(start, _end));
        _json.WriteStartArray("samples"u8);
        _written.ForEach(_json.WriteNumberValue);
        _json.WriteEndArray();
        _json.WriteStartArray("timeDeltas"u8);
        long before = start;
        foreach (long time in _times)
        {
            _json.WriteNumberValue(time - before);
            before = time;
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private int ThreadsWithSamples()
    {
        int threads = 0;
        for (int thread = 0; thread < _store.ThreadTable.Length; thread++)
        {
            threads += _samples.Of(thread).IsEmpty ? 0 : 1;
        }

        return threads;
    }

    // Rounded down each by itself, so that no error adds up.
    private void PlaceByTime()
    {
        SampleLength length = SampleLength.Of(_store, _samples);
        long? before = null;
        foreach ((int first, int end) in _selection.RunsOfStore)
        {
            for (int sample = first; sample < end; sample++)
            {
                long time = _store.Times[sample];
                if (before is long last && length.EndOf(last, time) is var until && until < time)
                {
                    Place(CpuProfileNodes.Idle, until);
                }

                Place(_nodes.Count(sample), time);
                before = time;
            }
        }

        _end = before is long final ? Microseconds((Int128)final + length.Interval) : 0;
    }

    private void Place(int node, long time)
    {
        _written.Add(node);
        _times.Add(Microseconds(time));
    }

    private static long Microseconds(Int128 nanoseconds) => (long)(Int128.Max(0, nanoseconds) / NanosecondsPerMicrosecond);

    private void PlaceByValue()
    {
        bool isTime = _selection.Weight == SampleWeight.Value && _selection.Metric.Unit == "ns";
        Int128 sum = 0;
        foreach ((int first, int end) in _selection.RunsOfStore)
        {
            for (int sample = first; sample < end; sample++)
            {
                _written.Add(_nodes.Count(sample));
                _times.Add(Clamped(isTime ? sum / NanosecondsPerMicrosecond : sum));
                sum += _selection.Weight == SampleWeight.Count ? 1 : _selection.Blocks[0].ValueOf(sample);
            }
        }

        _end = Clamped(isTime ? sum / NanosecondsPerMicrosecond : sum);
    }

    private static long Clamped(Int128 value) => (long)Int128.Min(long.MaxValue, value);
}
