using System.Globalization;
using System.Text.Json;
using FlameScope.Charts;
using FlameScope.Filters;

namespace FlameScope.Export.Firefox;

/// <summary>Writes one profile: what it is, the libraries, the tables, then a thread for each thread that has samples.</summary>
internal sealed class FirefoxWriter
{
    private const int GeckoVersion = 36;
    private const int ProcessedVersion = 70;
    private const long NanosecondsPerMillisecond = 1_000_000;

    // What a number of JavaScript counts without gaps.
    private const long MaxExact = 1L << 53;

    private readonly Utf8JsonWriter _json;
    private readonly SampleStore _store;
    private readonly SampleSelection _selection;
    private readonly SamplesByThread _samples;
    private readonly FirefoxTables _tables;
    private readonly FirefoxMarkers _markers;
    private readonly FirefoxStrings _strings;
    private readonly HashSet<int> _tids = [];
    private readonly bool _hasClock;
    private long _written;

    public FirefoxWriter(
        Utf8JsonWriter json, SampleStore store, SampleSelection selection, SamplesByThread samples, FirefoxTables tables, FirefoxMarkers markers, FirefoxStrings strings)
    {
        _json = json;
        _store = store;
        _selection = selection;
        _samples = samples;
        _tables = tables;
        _markers = markers;
        _strings = strings;
        _hasClock = store.TimeAxis == TimeAxis.Clock;
    }

    private long Origin => _hasClock ? _store.Origin : 0;

    public void Write()
    {
        _json.WriteStartObject();
        WriteMeta();
        WriteLibraries();
        WriteThreads();
        _tables.Write(_json);
        _json.WriteStartArray("pages"u8);
        _json.WriteEndArray();
        _json.WriteStartArray("counters"u8);
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteMeta()
    {
        _json.WriteStartObject("meta"u8);
        WriteMilliseconds("interval", _hasClock ? SampleLength.Of(_store, _samples).Interval : NanosecondsPerMillisecond);
        long? epoch = _hasClock && _store.Header.ClockEpochNanoseconds is long zero ? (long)Int128.Clamp((Int128)zero + Origin, 0, long.MaxValue) : null;
        WriteMilliseconds("startTime", epoch ?? 0);
        if (Origin is > 0 and < MaxExact)
        {
            _json.WriteNumber("startTimeAsClockMonotonicNanosecondsSinceBoot"u8, Origin);
        }

        _json.WriteNumber("processType"u8, 0);
        FirefoxCategories.Write(_json, _markers.Kinds);
        _json.WriteString("product"u8, "FlameScope"u8);
        _json.WriteNumber("stackwalk"u8, 1);
        _json.WriteNumber("version"u8, GeckoVersion);
        _json.WriteNumber("preprocessedProfileVersion"u8, ProcessedVersion);
        WriteIfKnown("oscpu", _store.Header.OperatingSystemRelease);
        WriteIfKnown("abi", _store.Header.Architecture);
        WriteIfKnown("CPUName", _store.Header.CpuDescription);
        if (_store.Header.CpuCount is int cpus)
        {
            _json.WriteNumber("logicalCPUs"u8, cpus);
        }

        _json.WriteString("importedFrom"u8, "FlameScope.Core"u8);
        _json.WriteBoolean("symbolicated"u8, true);
        _json.WriteBoolean("symbolicationNotSupported"u8, true);
        _json.WriteBoolean("usesOnlyOneStackType"u8, true);
        _json.WriteBoolean("sourceCodeIsNotOnSearchfox"u8, true);
        FirefoxMarkers.WriteSchema(_json);
        _json.WriteEndObject();
    }

    private void WriteIfKnown(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _json.WriteString(name, value);
        }
    }

    private void WriteLibraries()
    {
        _json.WriteStartArray("libs"u8);
        foreach (StringId module in _tables.Modules)
        {
            string path = _store.Strings.GetString(module);
            string name = path[(path.LastIndexOf('/') + 1)..] is { Length: > 0 } file ? file : path;
            _json.WriteStartObject();
            _json.WriteString("arch"u8, _store.Header.Architecture ?? "");
            _json.WriteString("name"u8, name);
            _json.WriteString("path"u8, path);
            _json.WriteString("debugName"u8, name);
            _json.WriteString("debugPath"u8, path);
            _json.WriteString("breakpadId"u8, ""u8);
            _json.WriteNull("codeId"u8);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    // A file without any thread cannot be opened: an empty slice has one without samples.
    private void WriteThreads()
    {
        int busiest = _selection.Shown == 0 ? -1 : _samples.Busiest();
        _json.WriteStartArray("threads"u8);
        for (int thread = 0; thread < _store.ThreadTable.Length; thread++)
        {
            if (!_samples.Of(thread).IsEmpty)
            {
                WriteThread(_store.ThreadTable[thread], _samples.Of(thread), _markers.Of(thread, thread == busiest, other => !_samples.Of(other).IsEmpty));
            }
        }

        if (busiest < 0)
        {
            WriteThread(new ProfiledThread(StringId.Empty, -1, -1), [], _markers.Of(-1, takesOthers: true, static _ => false));
        }

        _json.WriteEndArray();
    }

    private void WriteThread(ProfiledThread thread, ReadOnlySpan<int> samples, List<Marker> markers)
    {
        _json.WriteStartObject();
        _json.WriteString("processType"u8, "default"u8);
        _json.WriteNumber("processStartupTime"u8, 0);
        _json.WriteNull("processShutdownTime"u8);
        _json.WriteNumber("registerTime"u8, 0);
        _json.WriteNull("unregisterTime"u8);
        _json.WriteStartArray("pausedRanges"u8);
        _json.WriteEndArray();
        _json.WriteString("name"u8, _store.Strings[thread.Command]);
        _json.WriteBoolean("isMainThread"u8, thread.Pid >= 0 && thread.Pid == thread.Tid);
        _json.WriteString("pid"u8, thread.Pid.ToString(CultureInfo.InvariantCulture));
        WriteTid(thread.Tid);
        WriteSamples(samples);
        WriteMarkers(markers);
        _json.WriteEndObject();
    }

    // A thread that is here under a second name has a number of its own.
    private void WriteTid(int tid)
    {
        if (tid >= 0 && _tids.Add(tid))
        {
            _json.WriteNumber("tid"u8, tid);
        }
        else
        {
            _json.WriteString("tid"u8, string.Create(CultureInfo.InvariantCulture, $"{tid}.{++_written}"));
        }
    }

    private void WriteSamples(ReadOnlySpan<int> samples)
    {
        _json.WriteStartObject("samples"u8);
        _json.WriteStartArray("stack"u8);
        foreach (int sample in samples)
        {
            if (_store.Stacks[sample] is var stack && stack == StackId.Empty)
            {
                _json.WriteNullValue();
            }
            else
            {
                _json.WriteNumberValue(_tables.NumberOf(stack));
            }
        }

        _json.WriteEndArray();
        _json.WriteStartArray("time"u8);
        for (int i = 0; i < samples.Length; i++)
        {
            WriteMilliseconds(_hasClock ? (Int128)_store.Times[samples[i]] - Origin : (Int128)i * NanosecondsPerMillisecond);
        }

        _json.WriteEndArray();
        WriteWeights(samples);
        _json.WriteNumber("length"u8, samples.Length);
        _json.WriteEndObject();
    }

    private void WriteWeights(ReadOnlySpan<int> samples)
    {
        string unit = _selection.Weight == SampleWeight.Count ? "samples" : _selection.Metric.Unit;
        bool isTime = unit == "ns";
        if (_selection.Weight == SampleWeight.Count)
        {
            _json.WriteNull("weight"u8);
        }
        else
        {
            _json.WriteStartArray("weight"u8);
            foreach (int sample in samples)
            {
                long weight = _selection.Blocks[0].ValueOf(sample);
                if (isTime)
                {
                    WriteMilliseconds(weight);
                }
                else
                {
                    _json.WriteNumberValue(weight);
                }
            }

            _json.WriteEndArray();
        }

        _json.WriteString("weightType"u8, isTime ? "tracing-ms"u8 : unit == "bytes" ? "bytes"u8 : "samples"u8);
    }

    private void WriteMarkers(List<Marker> markers)
    {
        const int Instant = 0;
        const int Interval = 1;
        _json.WriteStartObject("markers"u8);
        WriteColumn("name", markers, marker => _json.WriteNumberValue(_strings[marker.Name]));
        WriteColumn("startTime", markers, marker => WriteMilliseconds((Int128)marker.Range.Start - Origin));
        WriteColumn("endTime", markers, marker => WriteMilliseconds((Int128)marker.Range.End - Origin));
        WriteColumn("phase", markers, marker => _json.WriteNumberValue(marker.IsInstant ? Instant : Interval));
        WriteColumn("category", markers, marker => _json.WriteNumberValue(_markers.CategoryOf(marker)));
        WriteColumn("data", markers, WriteData);
        _json.WriteNumber("length"u8, markers.Count);
        _json.WriteEndObject();
    }

    private void WriteData(Marker marker)
    {
        _json.WriteStartObject();
        _json.WriteString("type"u8, FirefoxMarkers.Type);
        _json.WriteString("name"u8, _store.Strings[marker.Text]);
        _json.WriteEndObject();
    }

    private void WriteColumn(string name, List<Marker> markers, Action<Marker> write)
    {
        _json.WriteStartArray(name);
        markers.ForEach(write);
        _json.WriteEndArray();
    }

    private void WriteMilliseconds(string name, Int128 nanoseconds)
    {
        _json.WritePropertyName(name);
        WriteMilliseconds(nanoseconds);
    }

    // Exact: as many decimals as there are.
    private void WriteMilliseconds(Int128 nanoseconds)
    {
        if (nanoseconds % NanosecondsPerMillisecond == 0)
        {
            _json.WriteNumberValue((decimal)(nanoseconds / NanosecondsPerMillisecond));
        }
        else
        {
            _json.WriteNumberValue((decimal)nanoseconds / NanosecondsPerMillisecond);
        }
    }
}
