using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Json;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a stack chart as JSON: a list of frames for each thread; docs/json.md describes every member.</summary>
public sealed class JsonStackChartExporter : IProfileExporter<StackChart>
{
    private const string Schema = "flamescope.stackchart";
    private const int Version = 1;
    private const int FramesPerFlush = 256;

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(StackChart value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        json.WriteString("event"u8, value.EventName);
        JsonView.WriteMetric(json, value.Metric);
        JsonView.WriteSlice(json, value.Range, value.ProfileOrigin);
        JsonCoverage.Write(json, value.Coverage);
        json.WriteNumber("threadsLeftOut"u8, value.ThreadsLeftOut);
        json.WriteStartArray("lanes"u8);
        foreach (StackChartLane lane in value.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, lane.Name);
            JsonView.WriteNumber(json, "process"u8, lane.Process < 0 ? null : lane.Process);
            JsonView.WriteNumber(json, "thread"u8, lane.Thread < 0 ? null : lane.Thread);
            json.WriteNumber("samples"u8, lane.Samples);
            json.WriteNumber("value"u8, lane.Value);
            json.WriteStartArray("frames"u8);
            for (int frame = lane.First; frame < lane.End; frame++)
            {
                WriteFrame(json, value[frame]);
                if (frame % FramesPerFlush == 0)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteFrame(Utf8JsonWriter json, StackChartFrame frame)
    {
        json.WriteStartObject();
        json.WriteString("n"u8, frame.NameText);
        json.WriteString("l"u8, JsonView.NameOf(frame.Kind));
        json.WriteNumber("depth"u8, frame.Depth);
        json.WriteNumber("start"u8, frame.Start);
        json.WriteNumber("end"u8, frame.End);
        json.WriteNumber("v"u8, frame.Value);
        json.WriteEndObject();
    }
}
