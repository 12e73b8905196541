using System.Text.Json;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.V8;

/// <summary>Reads nodes of a call tree: a list of them, or old files' tree of objects, however deep.</summary>
internal static class V8NodeReader
{
    /// <summary>Reads a node and those inside it.</summary>
    /// <param name="json">At the object's beginning; then at its end, or where reading is over.</param>
    /// <param name="nodes">Where nodes go.</param>
    /// <param name="builder">Where names go.</param>
    public static void Read(ref JsonCursor json, V8Nodes nodes, SampleStoreBuilder builder)
    {
        Stack<int> open = new();
        open.Push(nodes.Add());
        while (open.Count > 0)
        {
            int row = open.Peek();
            bool isInChildren = false;
            while (!isInChildren && json.ReadMember())
            {
                if (json.Is("children"u8))
                {
                    isInChildren = json.EnterArray();
                }
                else
                {
                    ReadMember(ref json, nodes, row, builder);
                }
            }

            if (!isInChildren)
            {
                open.Pop();
                isInChildren = open.Count > 0;
            }

            if (json.HasEnded)
            {
                return;
            }

            if (isInChildren && ReadChildren(ref json, nodes, open.Peek()))
            {
                open.Push(nodes.Add(open.Peek()));
            }
        }
    }

    // Whether a child that is an object begins.
    private static bool ReadChildren(ref JsonCursor json, V8Nodes nodes, int row)
    {
        while (json.ReadElement())
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }

            if (json.TryGetNumber(0, out long id) && id is >= 0 and <= int.MaxValue)
            {
                nodes.AddChild(row, (int)id);
            }
            else
            {
                json.Skip();
            }
        }

        return false;
    }

    private static void ReadMember(ref JsonCursor json, V8Nodes nodes, int row, SampleStoreBuilder builder)
    {
        if (json.Is("id"u8))
        {
            if (json.TryReadInt(out int id) && id >= 0)
            {
                nodes.SetId(row, id);
            }
        }
        else if (json.Is("callFrame"u8))
        {
            for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
            {
                // Lines of a call frame begin at 0; old files, which have none, at 1.
                ReadFunction(ref json, ref nodes[row], builder, firstLine: 0);
            }
        }
        else if (json.Is("parent"u8))
        {
            nodes[row].ParentId = json.TryReadInt(out int parent) && parent >= 0 ? parent : -1;
        }
        else if (json.Is("hitCount"u8))
        {
            nodes[row].HitCount = json.TryReadInt(out int hits) && hits > 0 ? hits : 0;
        }
        else
        {
            ReadFunction(ref json, ref nodes[row], builder, firstLine: 1);
        }
    }

    private static void ReadFunction(ref JsonCursor json, ref V8Node node, SampleStoreBuilder builder, int firstLine)
    {
        if (json.Is("functionName"u8))
        {
            node.Name = json.TryReadText(out ReadOnlySpan<byte> name) ? builder.AddString(name) : node.Name;
        }
        else if (json.Is("url"u8))
        {
            node.Url = json.TryReadText(out ReadOnlySpan<byte> url) ? builder.AddString(url) : node.Url;
        }
        else if (json.Is("lineNumber"u8))
        {
            node.Line = json.TryReadInt(out int line) && line >= firstLine && line < int.MaxValue ? line + 1 - firstLine : 0;
        }
        else
        {
            json.Skip();
        }
    }
}
