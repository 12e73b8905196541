using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What a recording holds, as JSON (schema <c>flamescope.info</c>, version 1); times are integer nanoseconds.</summary>
internal static class ProfileInfoJson
{
    private const string Schema = "flamescope.info";
    private const int Version = 1;

    public static void Write(ProfileInfo info, Stream output)
    {
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        using (Utf8JsonWriter json = new(output, options))
        {
            json.WriteStartObject();
            json.WriteString("schema"u8, Schema);
            json.WriteNumber("version"u8, Version);
            json.WriteString("file"u8, info.File);
            WriteInput(json, info.Report);
            WriteHeader(json, info.Header);
            WriteTime(json, info);
            WriteCoverage(json, info);
            json.WriteNumber("markers"u8, info.Markers);
            json.WriteNumber("cpus"u8, info.Cpus);
            json.WriteNumber("frames"u8, info.Frames);
            json.WriteNumber("stackNodes"u8, info.StackNodes);
            WriteEvents(json, info.Events);
            WriteThreads(json, info);
            WriteDiagnostics(json, info.Report);
            WriteSymbolNotes(json, info.Report);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteInput(Utf8JsonWriter json, LoadReport report)
    {
        json.WriteString("format"u8, report.Format);
        json.WriteString("compression"u8, report.Compression);
        json.WriteNumber("bytes"u8, report.BytesRead);
        json.WriteNumber("lines"u8, report.LinesRead);
        json.WriteNumber("recordings"u8, report.Recordings);
    }

    private static void WriteHeader(Utf8JsonWriter json, ProfileHeader header)
    {
        json.WriteStartObject("header"u8);
        WriteIfKnown(json, "hostName", header.HostName);
        WriteIfKnown(json, "operatingSystemRelease", header.OperatingSystemRelease);
        WriteIfKnown(json, "architecture", header.Architecture);
        WriteIfKnown(json, "profilerVersion", header.ProfilerVersion);
        WriteIfKnown(json, "commandLine", header.CommandLine);
        WriteIfKnown(json, "cpuDescription", header.CpuDescription);
        WriteIfKnown(json, "capturedOn", header.CapturedOn);
        if (header.CpuCount is int cpus)
        {
            json.WriteNumber("cpuCount"u8, cpus);
        }

        if (header.ClockEpochNanoseconds is long epoch)
        {
            json.WriteNumber("clockEpochNanoseconds"u8, epoch);
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, ProfileInfo info)
    {
        json.WriteStartObject("time"u8);
        json.WriteString("axis"u8, ViewNames.NameOf(info.TimeAxis));
        if (info.Origin is long origin)
        {
            json.WriteNumber("origin"u8, origin);
            json.WriteNumber("start"u8, info.TimeRange.Start);
            json.WriteNumber("end"u8, info.TimeRange.End);
        }

        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ProfileInfo info)
    {
        json.WriteStartObject("coverage"u8);
        json.WriteNumber("events"u8, info.Report.Events);
        json.WriteNumber("samples"u8, info.Report.Samples);
        json.WriteNumber("unparsed"u8, info.Report.Unparsed);
        json.WriteNumber("idle"u8, info.Idle);
        json.WriteNumber("waiting"u8, info.Waiting);
        json.WriteNumber("stackless"u8, info.Stackless);
        json.WriteNumber("lost"u8, info.Report.Lost);
        json.WriteNumber("leftOut"u8, info.Report.LeftOut);
        json.WriteNumber("sideBand"u8, info.Report.SideBand);
        json.WriteNumber("messages"u8, info.Report.Messages);
        json.WriteNumber("details"u8, info.Report.Details);
        json.WriteNumber("shortSpans"u8, info.Report.ShortSpans);
        json.WriteNumber("corrections"u8, info.Report.Corrections);
        json.WriteBoolean("truncated"u8, info.Report.IsTruncated);
        json.WriteEndObject();
    }

    private static void WriteThreads(Utf8JsonWriter json, ProfileInfo info)
    {
        if (info.Processes is int processes)
        {
            json.WriteNumber("processes"u8, processes);
        }
        else
        {
            json.WriteNull("processes"u8);
        }

        json.WriteNumber("threads"u8, info.Threads);
        json.WriteNumber("commands"u8, info.Commands);
        WriteProcesses(json, info.TopProcesses);
        WriteCommands(json, info.TopCommands);
    }

    private static void WriteProcesses(Utf8JsonWriter json, IReadOnlyList<CountedSamples>? processes)
    {
        if (processes is null)
        {
            json.WriteNull("topProcesses"u8);
            return;
        }

        json.WriteStartArray("topProcesses"u8);
        foreach (CountedSamples process in processes)
        {
            json.WriteStartObject();
            json.WriteString("command"u8, process.Name);
            json.WriteNumber("id"u8, process.Pid ?? -1);
            json.WriteNumber("samples"u8, process.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<CountedSamples> events)
    {
        json.WriteStartArray("events"u8);
        foreach (CountedSamples kind in events)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, kind.Name);
            json.WriteNumber("samples"u8, kind.Samples);
            json.WriteString("unit"u8, kind.Unit);
            json.WriteBoolean("isDefault"u8, kind.IsDefault);
            if (kind.Frequency is int frequency)
            {
                json.WriteNumber("frequency"u8, frequency);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCommands(Utf8JsonWriter json, IReadOnlyList<CountedSamples> commands)
    {
        json.WriteStartArray("topCommands"u8);
        foreach (CountedSamples command in commands)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, command.Name);
            json.WriteNumber("samples"u8, command.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, LoadReport report)
    {
        json.WriteStartArray("diagnostics"u8);
        foreach (LoadDiagnostic diagnostic in report.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, diagnostic.LineNumber);
            json.WriteNumber("byte"u8, diagnostic.ByteOffset);
            json.WriteString("expected"u8, diagnostic.Expected);
            json.WriteString("found"u8, diagnostic.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSymbolNotes(Utf8JsonWriter json, LoadReport report)
    {
        json.WriteStartArray("symbols"u8);
        foreach (SymbolNote note in report.SymbolNotes)
        {
            json.WriteStartObject();
            json.WriteString("module"u8, note.Module);
            json.WriteString("buildId"u8, note.BuildId);
            json.WriteNumber("samples"u8, note.Samples);
            json.WriteString("reason"u8, note.Reason);
            json.WriteString("file"u8, note.File);
            json.WriteString("advice"u8, note.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
