using System.Text.Json;
using FlameScope.Flames;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>Flame trees in the API.</summary>
internal static class FlameView
{
    private const byte Group = 5;

    public static ColumnarResult ResultOf(FlameTree tree, long? origin)
    {
        WireNames names = new(tree.Strings);
        WireNames modules = new(tree.Strings);
        byte[] kinds = new byte[tree.Count];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = (byte?)tree[i].Kind ?? Group;
        }

        WireColumn[] columns =
        [
            WireColumn.Of<int>("name", names.Map(tree.NameIds)),
            WireColumn.Of<int>("module", modules.Map(tree.ModuleIds)),
            WireColumn.Of<byte>("kind", kinds),
            WireColumn.Of("depth", tree.Depths),
            WireColumn.Of("self", tree.SelfValues),
            WireColumn.Of("total", tree.TotalValues),
        ];
        return new ColumnarResult(
            json =>
            {
                json.WriteString("event"u8, tree.EventName);
                WriteRange(json, tree.Range, origin);
                json.WriteNumber("total"u8, tree.Total);
                json.WriteNumber("maxDepth"u8, tree.MaxDepth);
                WireJson.WriteCoverage(json, tree.Coverage);
                WriteKinds(json);
                names.Write(json, "names"u8);
                modules.Write(json, "modules"u8);
            },
            columns);
    }

    private static void WriteRange(Utf8JsonWriter json, TimeRange? range, long? origin)
    {
        if (range is TimeRange slice && origin is long start)
        {
            json.WriteNumber("from"u8, slice.Start - start);
            json.WriteNumber("to"u8, slice.End - start);
        }
        else
        {
            json.WriteNull("from"u8);
            json.WriteNull("to"u8);
        }
    }

    private static void WriteKinds(Utf8JsonWriter json)
    {
        json.WriteStartArray("kinds"u8);
        foreach (FrameKind kind in Enum.GetValues<FrameKind>())
        {
            json.WriteStringValue(kind switch
            {
                FrameKind.User => "user"u8,
                FrameKind.Kernel => "kernel"u8,
                FrameKind.Jit => "jit"u8,
                FrameKind.Inlined => "inlined"u8,
                _ => "unknown"u8,
            });
        }

        json.WriteStringValue("group"u8);
        json.WriteEndArray();
    }
}
