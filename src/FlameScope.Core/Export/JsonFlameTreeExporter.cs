using System.Buffers;
using System.Text.Json;
using FlameScope.Flames;
using FlameScope.Model;

namespace FlameScope.Export;

/// <summary>Writes a flame tree as nested JSON objects of Netflix FlameScope's shape: <c>n</c>, <c>l</c>, <c>v</c>, <c>c</c>.</summary>
/// <remarks>
/// <c>v</c> is a node's <em>self</em> value; its total is the sum over its subtree. A tree of <c>n</c> levels nests
/// <c>2n</c> levels of JSON: readers with a depth limit need it raised for deep stacks. docs/json.md describes every member.
/// </remarks>
public sealed class JsonFlameTreeExporter : IProfileExporter<FlameTree>
{
    private const string Schema = "flamescope.flametree";
    private const int Version = 1;

    // Known not to need escaping: nothing of them is looked at again, node by node.
    private static readonly JsonEncodedText NameKey = JsonEncodedText.Encode("n"u8);
    private static readonly JsonEncodedText KindKey = JsonEncodedText.Encode("l"u8);
    private static readonly JsonEncodedText ValueKey = JsonEncodedText.Encode("v"u8);
    private static readonly JsonEncodedText ChildrenKey = JsonEncodedText.Encode("c"u8);
    private static readonly JsonEncodedText Kernel = JsonEncodedText.Encode("kernel"u8);
    private static readonly JsonEncodedText Jit = JsonEncodedText.Encode("jit"u8);
    private static readonly JsonEncodedText User = JsonEncodedText.Encode("user"u8);
    private static readonly JsonEncodedText Inlined = JsonEncodedText.Encode("inlined"u8);

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8JsonWriter json = new(output, new JsonWriterOptions
        {
            Encoder = JsonCoverage.Encoder,
            MaxDepth = checked((value.MaxDepth * 2) + 8),
            SkipValidation = true,
        });
        json.WriteStartObject();
        WriteHead(json, value);
        WriteNode(json, value[0]);
        int depth = 0;
        for (int i = 1; i < value.Count; i++)
        {
            FlameNode node = value[i];
            for (; depth >= node.Depth; depth--)
            {
                WriteEndOfNode(json);
            }

            depth = node.Depth;
            json.WriteStartObject();
            WriteNode(json, node);
        }

        for (; depth >= 0; depth--)
        {
            WriteEndOfNode(json);
        }

        json.Flush();
    }

    private static void WriteHead(Utf8JsonWriter json, FlameTree tree)
    {
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        json.WriteNumber("total"u8, tree.Total);
        json.WriteString("event"u8, tree.EventName);
        JsonView.WriteMetric(json, tree.Metric);
        JsonView.WriteSlice(json, tree.Range, tree.ProfileOrigin);
        JsonCoverage.Write(json, tree.Coverage);
    }

    // Everything up to the children, which follow in the tree's order.
    private static void WriteNode(Utf8JsonWriter json, FlameNode node)
    {
        json.WriteString(NameKey, node.Name);
        json.WriteString(KindKey, KindOf(node));
        json.WriteNumber(ValueKey, node.Self);
        json.WriteStartArray(ChildrenKey);
    }

    private static void WriteEndOfNode(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JsonEncodedText KindOf(FlameNode node) => node.Kind switch
    {
        FrameKind.Kernel => Kernel,
        FrameKind.Jit => Jit,
        FrameKind.User => User,
        FrameKind.Inlined => Inlined,
        _ => default,
    };
}
