using System.Collections.Immutable;
using System.Text.Json;
using FlameScope.Export.Json;

namespace FlameScope.Export;

/// <summary>Parts of this library's JSON for documents that are put together elsewhere.</summary>
public static class Utf8JsonWriterExtensions
{
    /// <summary>Writes a marker as an object: its first instant and the end of its span (both the same for an instant), name, kind, thread and text.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="marker">The marker.</param>
    /// <param name="origin">What times are counted from, in nanoseconds of the profile's clock; 0, the default, for the clock itself.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void WriteMarkerValue(this Utf8JsonWriter json, NamedMarker marker, long origin = 0)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(marker);
        json.WriteStartObject();
        json.WriteNumber("start"u8, marker.Range.Start - origin);
        json.WriteNumber("end"u8, marker.Range.End - origin);
        json.WriteString("name"u8, marker.Name);
        json.WriteString("kind"u8, marker.Kind);
        json.WriteString("thread"u8, marker.Thread);
        json.WriteString("text"u8, marker.Text);
        json.WriteEndObject();
    }

    /// <summary>Writes an account of samples as an object; docs/json.md describes its members.</summary>
    /// <param name="json">Where to; a value is expected there.</param>
    /// <param name="coverage">The account.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void WriteCoverageValue(this Utf8JsonWriter json, Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(coverage);
        JsonCoverage.WriteValue(json, coverage);
    }

    /// <summary>Writes a finding as an object, as <c>flamescope find --json</c> does; docs/finding.md describes its members.</summary>
    /// <param name="json">Where to; a value is expected there.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="origin">What times count from, in nanoseconds of the recording's clock; 0 for that clock itself.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static void WritePerturbationValue(this Utf8JsonWriter json, Perturbation finding, long origin = 0)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(finding);
        Action<Utf8JsonWriter, TimeRange> writeRange = (writer, range) => WriteRange(writer, range, origin);
        json.WriteStartObject();
        json.WriteString("kind"u8, finding.KindName);
        json.WriteString("summary"u8, finding.Summary);
        json.WriteNumber("evidence"u8, finding.Evidence);
        json.WriteNumber("expectedFalseAlarms"u8, finding.ExpectedFalseAlarms);
        json.WritePropertyName("range"u8);
        writeRange(json, finding.Range);
        WriteArray(json, "occurrences"u8, finding.Occurrences, writeRange);
        WriteArray(json, "examined"u8, finding.Examined, writeRange);
        WriteArray(json, "background"u8, finding.Baseline, writeRange);
        if (finding.Period is double period)
        {
            json.WriteNumber("period"u8, period);
            json.WriteNumber("phase"u8, finding.Phase!.Value - origin);
            json.WriteNumber("duty"u8, finding.Duty!.Value);
        }

        json.WriteNumber("samples"u8, finding.Samples);
        json.WriteNumber("expectedSamples"u8, finding.ExpectedSamples);
        WriteArray(json, "culprits"u8, finding.Culprits, WriteCulprit);
        WriteArray(json, "displaced"u8, finding.Displaced, WriteCulprit);
        WriteArray(json, "threads"u8, finding.Threads, WriteThread);
        WriteArray(json, "cpus"u8, finding.Cpus, WriteCpu);
        if (!finding.Markers.IsEmpty)
        {
            WriteArray(json, "markers"u8, finding.Markers, WriteCoincidingMarker);
        }

        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, TimeRange range, long origin)
    {
        json.WriteStartArray();
        json.WriteNumberValue(range.Start - origin);
        json.WriteNumberValue(range.End - origin);
        json.WriteEndArray();
    }

    private static void WriteCulprit(Utf8JsonWriter json, Culprit culprit)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, culprit.Name);
        if (culprit.RawName.Length > 0)
        {
            json.WriteString("rawName"u8, culprit.RawName);
        }

        json.WriteString("module"u8, culprit.Module);
        json.WriteNumber("shareBefore"u8, culprit.BaselineShare);
        json.WriteNumber("shareDuring"u8, culprit.Share);
        json.WriteNumber("shareOfChange"u8, culprit.ShareOfChange);
        json.WriteNumber("excessSamples"u8, culprit.ExcessSamples);
        json.WriteEndObject();
    }

    private static void WriteThread(Utf8JsonWriter json, AffectedThread thread)
    {
        json.WriteStartObject();
        json.WriteString("command"u8, thread.Command);
        json.WriteNumber("process"u8, thread.Pid);
        json.WriteNumber("thread"u8, thread.Tid);
        json.WriteNumber("samples"u8, thread.Samples);
        json.WriteNumber("expectedSamples"u8, thread.Expected);
        json.WriteEndObject();
    }

    private static void WriteCpu(Utf8JsonWriter json, AffectedCpu cpu)
    {
        json.WriteStartObject();
        json.WriteNumber("cpu"u8, cpu.Cpu);
        json.WriteNumber("shareBefore"u8, cpu.BaselineShare);
        json.WriteNumber("shareDuring"u8, cpu.Share);
        json.WriteNumber("shareOfCulprit"u8, cpu.ShareOfCulprit);
        json.WriteEndObject();
    }

    private static void WriteCoincidingMarker(Utf8JsonWriter json, CoincidingMarker marker)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, marker.Name);
        json.WriteString("kind"u8, marker.Kind);
        json.WriteNumber("occurrences"u8, marker.Occurrences);
        json.WriteNumber("of"u8, marker.Of);
        json.WriteString("edge"u8, marker.Edge == OccurrenceEdge.Start ? "start"u8 : "end"u8);
        json.WriteNumber("reach"u8, marker.Reach);
        json.WriteNumber("shareOfTime"u8, marker.ShareOfTime);
        json.WriteNumber("chance"u8, marker.Chance);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
