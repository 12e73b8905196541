using System.Buffers;
using System.Text.Json;
using FlameScope.Export.Json;
using FlameScope.Export.Text;

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

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        WriteHead(output, value);

        // Hundreds of thousands of nodes of four members each: their punctuation is written as it stands, not member by member.
        using Utf8Output json = new(output);
        json.Write(',');
        WriteNode(json, value[0]);
        ReadOnlySpan<int> depths = value.Depths;
        int depth = 0;
        for (int node = 1; node < depths.Length; node++)
        {
            WriteEndOfNodes(json, depth - depths[node] + 1);
            json.Write(depths[node] > depth ? "{"u8 : ",{"u8);
            WriteNode(json, value[node]);
            depth = depths[node];
        }

        WriteEndOfNodes(json, depth + 1);
        json.Flush();
    }

    private static void WriteHead(IBufferWriter<byte> output, FlameTree tree)
    {
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Encoder = JsonText.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("version"u8, Version);
        json.WriteNumber("total"u8, tree.Total);
        json.WriteString("event"u8, tree.EventName);
        JsonView.WriteMetric(json, tree.Metric);
        JsonView.WriteSlice(json, tree.Range, tree.ProfileOrigin);
        JsonCoverage.Write(json, tree.Coverage);
    }

    // Everything up to the children, which follow in the tree's order.
    private static void WriteNode(Utf8Output json, FlameNode node)
    {
        json.Write("\"n\":\""u8);
        json.WriteEncoded(node.Name, JsonText.Encoder);
        json.Write("\",\"l\":\""u8);
        json.Write(JsonView.NameOf(node.Kind));
        json.Write("\",\"v\":"u8);
        json.Write(node.Self);
        json.Write(",\"c\":["u8);
    }

    private static void WriteEndOfNodes(Utf8Output json, int count)
    {
        for (; count > 0; count--)
        {
            json.Write("]}"u8);
        }
    }
}
