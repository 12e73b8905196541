using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Json;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a table of functions as JSON; docs/json.md describes every member.</summary>
public sealed class JsonTopTableExporter : IProfileExporter<TopTable>
{
    private const string Schema = "flamescope.toptable";
    private const int Version = 1;

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(TopTable value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder });
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        json.WriteNumber("total"u8, value.Total);
        json.WriteString("event"u8, value.EventName);
        JsonView.WriteMetric(json, value.Metric);
        JsonView.WriteSlice(json, value.Range, value.ProfileOrigin);
        JsonCoverage.Write(json, value.Coverage);
        json.WriteStartArray("functions"u8);
        for (int i = 0; i < value.Rows.Count; i++)
        {
            TopRow row = value.Rows[i];
            json.WriteStartObject();
            json.WriteString("n"u8, row.Name);
            if (row.RawName.Length > 0)
            {
                json.WriteString("rawName"u8, row.RawName);
            }

            json.WriteString("l"u8, JsonView.NameOf(row.Kind));
            json.WriteString("module"u8, row.Module);
            if (row.File.Length > 0)
            {
                json.WriteString("file"u8, row.File);
            }

            if (row.Line > 0)
            {
                json.WriteNumber("line"u8, row.Line);
            }

            json.WriteNumber("self"u8, row.Self);
            json.WriteNumber("total"u8, row.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
