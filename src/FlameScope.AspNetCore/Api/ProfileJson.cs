using System.Globalization;
using System.Text.Json;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>Profiles in the API's JSON.</summary>
internal static class ProfileJson
{
    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<ListedProfile> profiles, FlameScopeOptions options)
    {
        json.WriteStartObject();
        json.WriteStartArray("profiles"u8);
        foreach (ListedProfile profile in profiles)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, profile.Entry.Name);
            json.WriteString("format"u8, profile.Format);
            json.WriteNumber("bytes"u8, profile.Entry.Stamp.Length);
            json.WriteString("modified"u8, profile.Entry.Stamp.ModifiedUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("canUpload"u8, options.AllowUpload);
        json.WriteNumber("maxUploadBytes"u8, options.MaxUploadBytes);
        json.WriteNumber("maxRows"u8, options.MaxRows);
        json.WriteEndObject();
    }

    public static void WriteUploaded(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }

    public static void WriteProgress(Utf8JsonWriter json, LoadProgress? progress)
    {
        json.WriteStartObject();
        WriteOptional(json, "bytesRead"u8, progress?.BytesRead);
        WriteOptional(json, "totalBytes"u8, progress?.TotalBytes);
        json.WriteEndObject();
    }

    public static void WriteInfo(Utf8JsonWriter json, ProfileInfo info)
    {
        SampleStore store = info.Profile.Store;
        int? frequency = info.Events.Count == 0 ? null : info.Events[0].Frequency;
        json.WriteStartObject();
        json.WriteString("name"u8, info.Profile.Entry.Name);
        json.WriteNumber("bytes"u8, info.Profile.Entry.Stamp.Length);
        json.WriteString("format"u8, store.Report.Format);
        json.WriteString("compression"u8, store.Report.Compression);
        WriteTimes(json, info, store);
        json.WriteNumber("suggestedRows"u8, SamplingFrequency.RowsFor(frequency));
        json.WriteNumber("suggestedColumnWidth"u8, HeatMapView.ColumnWidthFor(store));
        json.WriteNumber("samples"u8, store.Count);
        json.WriteNumber("idle"u8, info.Idle);
        json.WriteBoolean("hasPeriods"u8, store.Weights.Length > 0 || store.UniformWeight != 1);
        WriteGroups(json, info);
        WriteHeader(json, store.Header);
        WriteReport(json, store.Report);
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, ProfileInfo info, SampleStore store)
    {
        json.WriteString("timeAxis"u8, store.TimeAxis switch { TimeAxis.Clock => "clock", TimeAxis.None => "none", _ => "deltas" });
        // A clock's nanoseconds may pass 2^53, which scripts cannot count beyond.
        json.WriteString("origin"u8, info.Origin?.ToString(CultureInfo.InvariantCulture));
        WriteOptional(json, "firstSample"u8, store.TimeRange.Start - info.Origin);
        WriteOptional(json, "end"u8, store.TimeRange.End - info.Origin);
        DateTimeOffset? wallClock = info.Origin is long origin ? store.Header.WallClockOf(origin) : null;
        json.WriteString("wallClockAtOrigin"u8, wallClock?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
    }

    private static void WriteGroups(Utf8JsonWriter json, ProfileInfo info)
    {
        json.WriteStartArray("events"u8);
        foreach (CountedEvent kind in info.Events)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, kind.Name);
            json.WriteNumber("samples"u8, kind.Samples);
            WriteOptional(json, "frequency"u8, kind.Frequency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteThreads(json, "processes"u8, info.Processes);
        WriteThreads(json, "threads"u8, info.Threads);
        json.WriteStartArray("commands"u8);
        foreach (CountedName command in info.Commands)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, command.Name);
            json.WriteNumber("samples"u8, command.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cpus"u8);
        foreach (int cpu in info.Cpus)
        {
            json.WriteNumberValue(cpu);
        }

        json.WriteEndArray();
    }

    private static void WriteThreads(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<CountedThread> threads)
    {
        json.WriteStartArray(name);
        foreach (CountedThread thread in threads)
        {
            json.WriteStartObject();
            json.WriteString("command"u8, thread.Command);
            json.WriteNumber("process"u8, thread.ProcessId);
            json.WriteNumber("thread"u8, thread.ThreadId);
            json.WriteNumber("samples"u8, thread.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteHeader(Utf8JsonWriter json, ProfileHeader header)
    {
        json.WriteStartObject("header"u8);
        json.WriteString("hostName"u8, header.HostName);
        json.WriteString("operatingSystem"u8, header.OperatingSystemRelease);
        json.WriteString("architecture"u8, header.Architecture);
        json.WriteString("profiler"u8, header.ProfilerVersion);
        json.WriteString("commandLine"u8, header.CommandLine);
        json.WriteString("cpu"u8, header.CpuDescription);
        WriteOptional(json, "cpuCount"u8, header.CpuCount);
        json.WriteString("capturedOn"u8, header.CapturedOn);
        json.WriteEndObject();
    }

    private static void WriteReport(Utf8JsonWriter json, LoadReport report)
    {
        json.WriteStartObject("report"u8);
        json.WriteNumber("lines"u8, report.LinesRead);
        json.WriteNumber("unparsed"u8, report.Unparsed);
        json.WriteNumber("lost"u8, report.Lost);
        json.WriteBoolean("isTruncated"u8, report.IsTruncated);
        json.WriteStartArray("diagnostics"u8);
        foreach (LoadDiagnostic diagnostic in report.Diagnostics)
        {
            json.WriteStringValue(diagnostic.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is long number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
