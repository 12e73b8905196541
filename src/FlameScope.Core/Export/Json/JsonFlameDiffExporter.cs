using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Json;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a difference of two flame trees as nested JSON objects: every node of either side with the values of both.</summary>
/// <remarks>
/// <c>n</c>, <c>l</c> and <c>c</c> are those of <see cref="JsonFlameTreeExporter"/>. Values are <em>self</em> values; a node's total is the
/// sum over its subtree. Differences are doubles in the unit of <c>mode</c>, unrounded. docs/json.md describes every member.
/// </remarks>
public sealed class JsonFlameDiffExporter : IProfileExporter<FlameDiff>
{
    private const string Schema = "flamescope.flamediff";
    private const int Version = 1;

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(FlameDiff value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions
        {
            Encoder = JsonText.Encoder,
            MaxDepth = checked((value.Union.MaxDepth * 2) + 8),
            SkipValidation = true,
        });
        json.WriteStartObject();
        WriteHead(json, value);
        WriteNode(json, value[0]);
        int depth = 0;
        for (int i = 1; i < value.Count; i++)
        {
            FlameDiffNode node = value[i];
            for (; depth >= node.Node.Depth; depth--)
            {
                WriteEndOfNode(json);
            }

            depth = node.Node.Depth;
            json.WriteStartObject();
            WriteNode(json, node);
        }

        for (; depth >= 0; depth--)
        {
            WriteEndOfNode(json);
        }

        json.Flush();
    }

    private static void WriteHead(Utf8JsonWriter json, FlameDiff diff)
    {
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        json.WriteString("mode"u8, NameOf(diff.Options.Mode));
        json.WriteNumber("falseDiscoveryRate"u8, diff.Options.FalseDiscoveryRate);
        JsonView.WriteMetric(json, diff.Examined.Metric);
        WriteSide(json, "baseline"u8, diff.Baseline);
        WriteSide(json, "examined"u8, diff.Examined);
    }

    private static void WriteSide(Utf8JsonWriter json, ReadOnlySpan<byte> name, FlameTree tree)
    {
        json.WriteStartObject(name);
        json.WriteNumber("total"u8, tree.Total);
        json.WriteString("event"u8, tree.EventName);
        JsonView.WriteSlice(json, tree.Range, tree.ProfileOrigin);
        JsonView.WriteNumber(json, "duration"u8, tree.Duration);
        JsonCoverage.Write(json, tree.Coverage);
        json.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter json, FlameDiffNode node)
    {
        json.WriteString("n"u8, node.Node.Name);
        json.WriteString("l"u8, JsonView.NameOf(node.Node.Kind));
        json.WriteNumber("baselineSelf"u8, node.BaselineSelf);
        json.WriteNumber("examinedSelf"u8, node.ExaminedSelf);
        json.WriteNumber("selfDelta"u8, node.SelfDelta);
        json.WriteNumber("totalDelta"u8, node.TotalDelta);
        json.WriteNumber("pValue"u8, node.AdjustedPValue);
        json.WriteBoolean("significant"u8, node.IsSignificant);
        json.WriteStartArray("c"u8);
    }

    private static void WriteEndOfNode(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string NameOf(FlameDiffMode mode) => mode switch
    {
        FlameDiffMode.Share => "share",
        FlameDiffMode.PerSecond => "perSecond",
        _ => "raw",
    };
}
