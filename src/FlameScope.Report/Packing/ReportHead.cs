using System.Globalization;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Report.Packing;

/// <summary>What a report says of a profile beside its samples, as JSON.</summary>
internal static class ReportHead
{
    private const int MaxListed = 500;
    private const int MaxRows = 1_000;

    // To the nanosecond, as the page works out times from it.
    private static readonly ProfileTime Instant = ProfileTime.Parse("1970-01-01T00:00Z");

    /// <summary>Writes members into an object that has begun.</summary>
    public static void Write(ReportedProfile profile, PackedSamples samples, Utf8JsonWriter json)
    {
        SampleStore store = profile.Store;
        WriteInfo(profile, json);
        WriteFile(profile.File, json);
        WriteSentences("leftOut"u8, profile.LeftOut, json);
        WriteSentences("account"u8, profile.Account, json);
        json.WriteNumber("maxRows"u8, MaxRows);
        WriteEvents(store, json);
        WriteMarkers(profile, samples, json);
        json.WriteStartArray("findings"u8);
        foreach (Perturbation finding in profile.Findings)
        {
            json.WritePerturbationValue(finding, store.Origin);
        }

        json.WriteEndArray();
        json.WriteNumber("timeUnit"u8, profile.TimeUnit);
        json.WriteString("firstTime"u8, samples.FirstTime.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("timeBytes"u8, samples.TimeBytes);
        json.WriteStartArray("cpus"u8);
        foreach (short cpu in samples.Cpus)
        {
            json.WriteNumberValue(cpu);
        }

        json.WriteEndArray();
        WriteLabels(store, samples.LabelSets, json);
        WriteSentences("kinds"u8, ViewNames.FrameKinds, json);
        json.WriteNumber("uniformWeight"u8, store.UniformWeight);
    }

    private static void WriteInfo(ReportedProfile profile, Utf8JsonWriter json)
    {
        SampleStore store = profile.Store;
        ProfileSummary summary = ProfileSummary.From(store);
        long? origin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null;
        TimeSpan column = HeatMapOptions.ColumnWidthFor(store);
        json.WriteStartObject("info"u8);
        json.WriteString("name"u8, profile.Name);
        json.WriteString("version"u8, profile.File?.Sha256 ?? "");
        json.WriteNumber("bytes"u8, profile.File?.Bytes ?? 0);
        json.WriteString("format"u8, store.Report.Format);
        json.WriteString("compression"u8, store.Report.Compression);
        json.WriteString("timeAxis"u8, ViewNames.NameOf(store.TimeAxis));
        json.WriteString("origin"u8, origin?.ToString(CultureInfo.InvariantCulture));
        WriteNumber("firstSample"u8, store.TimeRange.Start - origin, json);
        WriteNumber("end"u8, store.TimeRange.End - origin, json);
        json.WriteString("wallClockAtOrigin"u8, origin is long start && store.Header.ClockEpochNanoseconds is not null ? Instant.Describe(store, start) : null);
        json.WriteNumber("suggestedRows"u8, SamplingFrequency.RowsFor(SamplingFrequency.Of(store), column.Ticks * TimeSpan.NanosecondsPerTick));
        json.WriteNumber("suggestedColumnWidth"u8, column.Ticks * TimeSpan.NanosecondsPerTick);
        json.WriteNumber("samples"u8, store.Count);
        json.WriteNumber("derived"u8, store.Report.Derived);
        json.WriteNumber("idle"u8, summary.Idle);
        json.WriteNumber("waiting"u8, summary.Waiting);
        json.WriteNumber("stackless"u8, summary.Stackless);
        json.WriteNumber("markers"u8, summary.Markers);
        json.WriteBoolean("hasPeriods"u8, !store.HasUniformWeight || store.UniformWeight != 1);
        json.WriteStartArray("events"u8);
        foreach (CountedSamples kind in summary.Events)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, kind.Name);
            json.WriteNumber("samples"u8, kind.Samples);
            WriteNumber("frequency"u8, kind.Frequency, json);
            json.WriteString("unit"u8, kind.Unit ?? "");
            json.WriteBoolean("isDefault"u8, kind.IsDefault);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        bool knowsProcesses = summary.AreProcessesKnown && profile.HasThreads;
        json.WriteBoolean("areProcessesKnown"u8, knowsProcesses);
        WriteThreads("processes"u8, knowsProcesses ? summary.Processes : [], isProcess: true, json);
        WriteThreads("threads"u8, profile.HasThreads ? summary.Threads : [], isProcess: false, json);
        json.WriteStartArray("commands"u8);
        foreach (CountedSamples command in summary.Commands.Take(MaxListed))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, command.Name);
            json.WriteNumber("samples"u8, command.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cpus"u8);
        foreach (int cpu in summary.Cpus)
        {
            json.WriteNumberValue(cpu);
        }

        json.WriteEndArray();
        WriteHeader(profile, json);
        WriteReport(store.Report, json);
        json.WriteEndObject();
    }

    private static void WriteThreads(ReadOnlySpan<byte> name, IEnumerable<CountedSamples> threads, bool isProcess, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (CountedSamples thread in threads.Take(MaxListed))
        {
            json.WriteStartObject();
            json.WriteString("command"u8, thread.Name);
            json.WriteNumber("process"u8, thread.Pid ?? -1);
            json.WriteNumber("thread"u8, (isProcess ? thread.Pid : thread.Tid) ?? -1);
            json.WriteNumber("samples"u8, thread.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHeader(ReportedProfile profile, Utf8JsonWriter json)
    {
        ProfileHeader header = profile.IsOpen ? profile.Store.Header : new ProfileHeader { CpuCount = profile.Store.Header.CpuCount };
        json.WriteStartObject("header"u8);
        json.WriteString("hostName"u8, header.HostName);
        json.WriteString("operatingSystem"u8, header.OperatingSystemRelease);
        json.WriteString("architecture"u8, header.Architecture);
        json.WriteString("profiler"u8, header.ProfilerVersion);
        json.WriteString("commandLine"u8, header.CommandLine);
        json.WriteString("cpu"u8, header.CpuDescription);
        WriteNumber("cpuCount"u8, header.CpuCount, json);
        json.WriteString("capturedOn"u8, header.CapturedOn);
        json.WriteEndObject();
    }

    private static void WriteReport(LoadReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject("report"u8);
        json.WriteNumber("lines"u8, report.LinesRead);
        json.WriteNumber("unparsed"u8, report.Unparsed);
        json.WriteNumber("lost"u8, report.Lost);
        json.WriteNumber("leftOut"u8, report.LeftOut);
        json.WriteBoolean("isTruncated"u8, report.IsTruncated);
        json.WriteEndObject();
    }

    private static void WriteFile(ReportedFile? file, Utf8JsonWriter json)
    {
        if (file is null)
        {
            json.WriteNull("file"u8);
            return;
        }

        json.WriteStartObject("file"u8);
        json.WriteString("name"u8, file.Name);
        json.WriteNumber("bytes"u8, file.Bytes);
        json.WriteString("sha256"u8, file.Sha256);
        json.WriteEndObject();
    }

    private static void WriteEvents(SampleStore store, Utf8JsonWriter json)
    {
        json.WriteStartArray("events"u8);
        foreach (EventKind kind in store.EventKinds)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, store.Strings[kind.Name]);
            json.WriteString("measure"u8, kind.Measure);
            json.WriteString("unit"u8, kind.Unit);
            json.WriteString("defaultWeight"u8, kind.DefaultWeight == SampleWeight.Value ? "value"u8 : "count"u8);
            json.WriteString("counting"u8, kind.Counting switch { EventCounting.Sampled => "sampled"u8, EventCounting.Occurring => "occurring"u8, _ => "aggregated"u8 });
            json.WriteString("clock"u8, kind.Clock switch { EventClock.Cpu => "cpu"u8, EventClock.Wall => "wall"u8, _ => "offCpu"u8 });
            json.WriteBoolean("isDerived"u8, kind.IsDerived);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("defaultEvent"u8, store.DefaultEventKind.Value);
    }

    private static void WriteMarkers(ReportedProfile profile, PackedSamples samples, Utf8JsonWriter json)
    {
        SampleStore store = profile.Store;
        json.WriteStartArray("markers"u8);
        foreach (Marker marker in store.Markers)
        {
            NamedMarker named = NamedMarker.From(store, marker);
            json.WriteStartObject();
            json.WriteNumber("start"u8, marker.Range.Start - store.Origin);
            json.WriteNumber("end"u8, marker.Range.End - store.Origin);
            json.WriteString("name"u8, named.Name);
            json.WriteString("kind"u8, named.Kind);
            json.WriteNumber("thread"u8, marker.Thread is ThreadId thread && profile.HasThreads ? samples.Threads.IndexOf(thread) : -1);
            json.WriteString("threadName"u8, profile.HasThreads ? named.Thread : null);
            json.WriteString("text"u8, named.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLabels(SampleStore store, LabelSetId[] sets, Utf8JsonWriter json)
    {
        json.WriteStartArray("labels"u8);
        foreach (LabelSetId set in sets)
        {
            json.WriteStartObject();
            for (LabelSetId id = set; id != LabelSetId.Empty; id = store.LabelTable[id.Value].Parent)
            {
                Label label = store.LabelTable[id.Value];
                json.WriteString(store.Strings[label.Key], store.Strings[label.Value]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSentences(ReadOnlySpan<byte> name, IEnumerable<string> sentences, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (string sentence in sentences)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(ReadOnlySpan<byte> name, long? number, Utf8JsonWriter json)
    {
        if (number is long value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
