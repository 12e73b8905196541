using System.Text.Json;

namespace FlameScope.Export.Json;

/// <summary>The members that the JSON of every view has.</summary>
internal static class JsonView
{
    public static void WriteMetric(Utf8JsonWriter json, Metric metric)
    {
        json.WriteStartObject("metric"u8);
        json.WriteString("name"u8, metric.Name);
        json.WriteString("unit"u8, metric.Unit);
        json.WriteEndObject();
    }

    /// <summary>Writes a slice of time, and where its seconds are counted from.</summary>
    public static void WriteSlice(Utf8JsonWriter json, TimeRange? range, long? profileOrigin)
    {
        WriteNumber(json, "start"u8, range?.Start);
        WriteNumber(json, "end"u8, range?.End);
        WriteNumber(json, "profileOrigin"u8, profileOrigin);
    }

    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is long number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The letters of Netflix FlameScope for where code comes from; empty where that is not known.</summary>
    public static ReadOnlySpan<byte> NameOf(FrameKind? kind) => kind switch
    {
        FrameKind.Kernel => "kernel"u8,
        FrameKind.Jit => "jit"u8,
        FrameKind.User => "user"u8,
        FrameKind.Inlined => "inlined"u8,
        _ => [],
    };
}
