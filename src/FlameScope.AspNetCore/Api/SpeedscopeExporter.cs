using System.Buffers;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Flames;

namespace FlameScope.AspNetCore.Api;

/// <summary>Writes a flame tree for speedscope: each frame opens where it begins in the graph and closes where it ends.</summary>
internal sealed class SpeedscopeExporter : IProfileExporter<FlameTree>
{
    public string MediaType => "application/json";

    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = WireJson.Encoder });
        Dictionary<(bool IsLabel, int Name, int Module), int> frames = [];
        json.WriteStartObject();
        json.WriteString("$schema"u8, "https://www.speedscope.app/file-format-schema.json"u8);
        json.WriteString("exporter"u8, "FlameScope.Core"u8);
        json.WriteStartArray("profiles"u8);
        WriteProfile(json, value, frames);
        json.WriteEndArray();
        json.WriteStartObject("shared"u8);
        json.WriteStartArray("frames"u8);
        foreach ((bool isLabel, int name, int module) in frames.Keys)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, isLabel ? value.Labels[new(name)] : value.Names[new(name)]);
            if (module != 0)
            {
                json.WriteString("file"u8, value.Names[new(module)]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, FlameTree tree, Dictionary<(bool IsLabel, int Name, int Module), int> frames)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "evented"u8);
        json.WriteString("name"u8, tree.EventName);
        json.WriteString("unit"u8, tree.Metric.Unit == "ns" ? "nanoseconds"u8 : tree.Metric.Unit == "bytes" ? "bytes"u8 : "none"u8);
        json.WriteNumber("startValue"u8, 0);
        json.WriteNumber("endValue"u8, tree.Total);
        json.WriteStartArray("events"u8);
        Stack<(int Depth, int Frame, long End)> open = [];
        long[] next = new long[tree.MaxDepth + 2];
        for (int i = 1; i < tree.Count; i++)
        {
            FlameNode node = tree[i];
            while (open.TryPeek(out (int Depth, int Frame, long End) last) && last.Depth >= node.Depth)
            {
                WriteEvent(json, "C"u8, last.Frame, last.End);
                open.Pop();
            }

            (bool, int, int) key = (node.Kind is null, tree.NameIds[i].Value, tree.ModuleIds[i].Value);
            if (!frames.TryGetValue(key, out int frame))
            {
                frames.Add(key, frame = frames.Count);
            }

            long start = next[node.Depth];
            next[node.Depth + 1] = start;
            next[node.Depth] = start + node.Total;
            WriteEvent(json, "O"u8, frame, start);
            open.Push((node.Depth, frame, start + node.Total));
        }

        while (open.TryPop(out (int Depth, int Frame, long End) last))
        {
            WriteEvent(json, "C"u8, last.Frame, last.End);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, ReadOnlySpan<byte> type, int frame, long at)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("frame"u8, frame);
        json.WriteNumber("at"u8, at);
        json.WriteEndObject();
    }
}
