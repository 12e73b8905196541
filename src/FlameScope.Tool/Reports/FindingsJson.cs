using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Model;
using FlameScope.Perturbations;
using FlameScope.Storage;

namespace FlameScope.Tool.Reports;

/// <summary>Findings as JSON (schema <c>flamescope.findings</c>, version 1); times are nanoseconds of the recording's clock.</summary>
internal static class FindingsJson
{
    private const string Schema = "flamescope.findings";
    private const int Version = 1;

    public static void Write(string file, long origin, SampleWeight weight, ImmutableArray<Perturbation> findings, Stream output)
    {
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        using (Utf8JsonWriter json = new(output, options))
        {
            json.WriteStartObject();
            json.WriteString("schema"u8, Schema);
            json.WriteNumber("version"u8, Version);
            json.WriteString("file"u8, file);
            json.WriteNumber("origin"u8, origin);
            json.WriteString("weight"u8, weight == SampleWeight.Period ? "period"u8 : "count"u8);
            json.WriteStartArray("findings"u8);
            foreach (Perturbation finding in findings)
            {
                Write(json, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, Perturbation finding)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, FindingsText.NameOf(finding.Kind));
        json.WriteString("summary"u8, finding.Summary);
        json.WriteNumber("evidence"u8, finding.Evidence);
        json.WriteNumber("expectedFalseAlarms"u8, finding.ExpectedFalseAlarms);
        json.WritePropertyName("range"u8);
        Write(json, finding.Range);
        Write(json, "occurrences", finding.Occurrences);
        Write(json, "examined", finding.Examined);
        Write(json, "background", finding.Background);
        if (finding.Period is double period)
        {
            json.WriteNumber("period"u8, period);
            json.WriteNumber("phase"u8, finding.Phase!.Value);
            json.WriteNumber("duty"u8, finding.Duty!.Value);
        }

        json.WriteNumber("samples"u8, finding.Samples);
        json.WriteNumber("expectedSamples"u8, finding.ExpectedSamples);
        Write(json, "culprits", finding.Culprits);
        Write(json, "displaced", finding.Displaced);
        json.WriteStartArray("threads"u8);
        foreach (AffectedThread thread in finding.Threads)
        {
            json.WriteStartObject();
            json.WriteString("command"u8, thread.Command);
            json.WriteNumber("process"u8, thread.ProcessId);
            json.WriteNumber("thread"u8, thread.ThreadNumber);
            json.WriteNumber("samples"u8, thread.Samples);
            json.WriteNumber("expectedSamples"u8, thread.Expected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cpus"u8);
        foreach (AffectedCpu cpu in finding.Cpus)
        {
            json.WriteStartObject();
            json.WriteNumber("cpu"u8, cpu.Cpu);
            json.WriteNumber("shareBefore"u8, cpu.ShareBefore);
            json.WriteNumber("shareDuring"u8, cpu.ShareDuring);
            json.WriteNumber("shareOfCulprit"u8, cpu.ShareOfCulprit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TimeRange range)
    {
        json.WriteStartArray();
        json.WriteNumberValue(range.Start);
        json.WriteNumberValue(range.End);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<TimeRange> ranges)
    {
        json.WriteStartArray(name);
        foreach (TimeRange range in ranges)
        {
            Write(json, range);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<Culprit> culprits)
    {
        json.WriteStartArray(name);
        foreach (Culprit culprit in culprits)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, culprit.Name);
            json.WriteString("module"u8, culprit.Module);
            json.WriteNumber("shareBefore"u8, culprit.ShareBefore);
            json.WriteNumber("shareDuring"u8, culprit.ShareDuring);
            json.WriteNumber("shareOfChange"u8, culprit.ShareOfChange);
            json.WriteNumber("excessSamples"u8, culprit.ExcessSamples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
