using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Export;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Findings as JSON (schema <c>flamescope.findings</c>, version 1); times are nanoseconds of the recording's clock.</summary>
internal static class FindingsJson
{
    private const string Schema = "flamescope.findings";
    private const int Version = 1;

    public static void Write(string file, long origin, SampleWeight? weight, ImmutableArray<Perturbation> findings, Stream output)
    {
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        using (Utf8JsonWriter json = new(output, options))
        {
            json.WriteStartObject();
            json.WriteString("schema"u8, Schema);
            json.WriteNumber("version"u8, Version);
            json.WriteString("file"u8, file);
            json.WriteNumber("origin"u8, origin);
            SampleWeight counted = weight ?? (findings is [Perturbation first, ..] ? first.Weight : SampleWeight.Count);
            json.WriteString("weight"u8, ViewNames.NameOf(counted));
            json.WriteStartArray("findings"u8);
            foreach (Perturbation finding in findings)
            {
                json.WritePerturbationValue(finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
