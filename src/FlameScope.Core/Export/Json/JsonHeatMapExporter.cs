using System.Buffers;
using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Export.Json;
using FlameScope.Export.Text;
using FlameScope.HeatMaps;

namespace FlameScope.Export;

/// <summary>Writes a heat map as JSON: the members that Netflix FlameScope's own client reads, and beside them ours.</summary>
/// <remarks>
/// <c>values[column][row]</c> and <c>rows</c> run from the latest offset down to 0, as FlameScope has them: the first value of
/// a column is drawn at its top. Rows that have names are written from the first up, values and names alike. docs/json.md describes every member. Numbers in nanoseconds may pass 2^53.
/// </remarks>
public sealed class JsonHeatMapExporter : IProfileExporter<HeatMap>
{
    private const string Schema = "flamescope.heatmap";
    private const int Version = 1;

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(HeatMap value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder });
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        WriteColumns(json, value);
        WriteRows(json, value);
        WriteValues(json, value);
        json.WriteNumber("maxvalue"u8, value.Maximum);
        json.WriteNumber("total"u8, value.Coverage.ShownWeight);
        json.WriteNumber("origin"u8, value.Origin);
        json.WriteNumber("profileOrigin"u8, value.ProfileOrigin);
        json.WriteNumber("columnWidth"u8, value.ColumnWidth);
        json.WriteString("event"u8, value.EventName);
        JsonView.WriteMetric(json, value.Metric);
        JsonCoverage.Write(json, value.Coverage);
        WriteMarkers(json, value);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteColumns(Utf8JsonWriter json, HeatMap map)
    {
        long firstColumn = (long)(((Int128)map.Origin - map.ProfileOrigin) / map.ColumnWidth);
        json.WriteStartArray("columns"u8);
        for (int column = 0; column < map.Columns; column++)
        {
            json.WriteNumberValue(firstColumn + column);
        }

        json.WriteEndArray();
    }

    private static void WriteRows(Utf8JsonWriter json, HeatMap map)
    {
        json.WriteString("rowKind"u8, ViewNames.NameOf(map.RowKind));
        if (map.RowKind != HeatMapRowKind.Offset)
        {
            json.WriteStartArray("rows"u8);
            json.WriteEndArray();
            json.WriteStartArray("rowNames"u8);
            foreach (string name in map.RowNames)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            return;
        }

        HeatMapGrid offsets = new(0, map.ColumnWidth, map.Rows);
        ArrayBufferWriter<byte> text = new(64);
        json.WriteStartArray("rows"u8);
        for (int row = map.Rows - 1; row >= 0; row--)
        {
            // Digits from the integer nanoseconds: 980.0, as FlameScope prints it, and 20.408164 where it has a long fraction.
            text.ResetWrittenCount();
            using (Utf8Output milliseconds = new(text))
            {
                milliseconds.WriteDecimal(offsets.StartOf(row), 6, 1);
                milliseconds.Flush();
            }

            json.WriteRawValue(text.WrittenSpan, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, HeatMap map)
    {
        bool isOffset = map.RowKind == HeatMapRowKind.Offset;
        json.WriteStartArray("values"u8);
        for (int column = 0; column < map.Columns; column++)
        {
            json.WriteStartArray();
            ReadOnlySpan<long> values = map.Column(column);
            for (int row = 0; row < values.Length; row++)
            {
                json.WriteNumberValue(values[isOffset ? values.Length - 1 - row : row]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("columnTotals"u8);
        foreach (long total in map.ColumnTotals)
        {
            json.WriteNumberValue(total);
        }

        json.WriteEndArray();
    }

    private static void WriteMarkers(Utf8JsonWriter json, HeatMap map)
    {
        json.WriteStartArray("markers"u8);
        foreach (NamedMarker marker in map.Markers)
        {
            json.WriteMarkerValue(marker);
        }

        json.WriteEndArray();
    }
}
