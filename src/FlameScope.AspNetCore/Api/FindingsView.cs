using System.Collections.Immutable;
using System.Text.Json;
using FlameScope.Model;
using FlameScope.Perturbations;
using FlameScope.Storage;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>What <see cref="PerturbationFinder"/> finds, in the API.</summary>
internal static class FindingsView
{
    private const int MostFindings = 1_000;

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static JsonResult ResultOf(SampleStore store, ViewQuery query, string? most, FlameScopeOptions options, CancellationToken cancellationToken)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        PerturbationOptions search = new() { Filter = request.Filter, Weight = request.Weight };
        search = search with { MostFindings = Parameters.Number("most", most, 1, MostFindings) ?? search.MostFindings };
        ImmutableArray<Perturbation> findings = PerturbationFinder.Find(store, search, cancellationToken);
        return new JsonResult(json => Write(
            json, store.Origin, request.Range is TimeRange slice ? findings.Where(finding => finding.Occurrences.Any(one => !slice.Intersect(one).IsEmpty)) : findings));
    }

    private static void Write(Utf8JsonWriter json, long origin, IEnumerable<Perturbation> findings)
    {
        json.WriteStartObject();
        json.WriteStartArray("findings"u8);
        foreach (Perturbation finding in findings)
        {
            Write(json, origin, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, long origin, Perturbation finding)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, NameOf(finding.Kind));
        json.WriteString("summary"u8, finding.Summary);
        json.WriteNumber("evidence"u8, finding.Evidence);
        json.WriteNumber("expectedFalseAlarms"u8, finding.ExpectedFalseAlarms);
        json.WritePropertyName("range"u8);
        Write(json, origin, finding.Range);
        Write(json, "occurrences"u8, origin, finding.Occurrences);
        Write(json, "background"u8, origin, finding.Background);
        WriteOptional(json, "period"u8, finding.Period);
        WriteOptional(json, "phase"u8, finding.Phase - origin);
        WriteOptional(json, "duty"u8, finding.Duty);
        json.WriteNumber("samples"u8, finding.Samples);
        json.WriteNumber("expectedSamples"u8, finding.ExpectedSamples);
        Write(json, "culprits"u8, finding.Culprits);
        Write(json, "displaced"u8, finding.Displaced);
        WriteThreads(json, finding.Threads);
        WriteCpus(json, finding.Cpus);
        json.WriteEndObject();
    }

    private static string NameOf(PerturbationKind kind) => kind switch
    {
        PerturbationKind.Burst => "burst",
        PerturbationKind.Stall => "stall",
        PerturbationKind.MixChange => "mix change",
        PerturbationKind.LevelShift => "level shift",
        _ => "periodic",
    };

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long origin, ImmutableArray<TimeRange> ranges)
    {
        json.WriteStartArray(name);
        foreach (TimeRange range in ranges)
        {
            Write(json, origin, range);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, long origin, TimeRange range)
    {
        json.WriteStartArray();
        json.WriteNumberValue(range.Start - origin);
        json.WriteNumberValue(range.End - origin);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<Culprit> culprits)
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

    private static void WriteThreads(Utf8JsonWriter json, ImmutableArray<AffectedThread> threads)
    {
        json.WriteStartArray("threads"u8);
        foreach (AffectedThread thread in threads)
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
    }

    private static void WriteCpus(Utf8JsonWriter json, ImmutableArray<AffectedCpu> cpus)
    {
        json.WriteStartArray("cpus"u8);
        foreach (AffectedCpu cpu in cpus)
        {
            json.WriteStartObject();
            json.WriteNumber("cpu"u8, cpu.Cpu);
            json.WriteNumber("shareBefore"u8, cpu.ShareBefore);
            json.WriteNumber("shareDuring"u8, cpu.ShareDuring);
            json.WriteNumber("shareOfCulprit"u8, cpu.ShareOfCulprit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is double number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
