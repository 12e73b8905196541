using System.Text.Json;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>Trees in Netflix FlameScope's shapes: name, kind, self count and children, nested.</summary>
internal static class NetflixTree
{
    /// <summary>Writes a tree.</summary>
    /// <param name="json">A writer without a limit of depth that stacks could reach.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="shape">How nodes are written.</param>
    /// <param name="isShown">Whether a node is written; a node's callers are written wherever it is.</param>
    /// <param name="self">A node's own count.</param>
    /// <param name="delta">A node's difference, where there is one.</param>
    public static void Write(
        Utf8JsonWriter json, FlameTree tree, NetflixShape shape, Func<int, bool> isShown, Func<int, long> self, Func<int, long>? delta = null)
    {
        int depth = -1;
        for (int i = 0; i < tree.Count; i++)
        {
            FlameNode node = tree[i];
            if (shape.IsLeftOut(node))
            {
                i = node.SubtreeEnd - 1;
                continue;
            }

            if (!isShown(i))
            {
                continue;
            }

            for (; depth >= node.Depth; depth--)
            {
                WriteEnd(json);
            }

            depth = node.Depth;
            WriteStart(json, shape, NameOf(node, shape), shape.HasKinds ? KindOf(node) : [], self(i), delta?.Invoke(i));
            if (i == 0 && shape.Wrapper is string wrapper)
            {
                WriteStart(json, shape, System.Text.Encoding.UTF8.GetBytes(wrapper), [], 0, delta is null ? null : 0);
            }
        }

        for (; depth >= 0; depth--)
        {
            WriteEnd(json);
        }

        if (tree.Count > 0 && shape.Wrapper is not null)
        {
            WriteEnd(json);
        }
    }

    private static void WriteStart(Utf8JsonWriter json, NetflixShape shape, ReadOnlySpan<byte> name, ReadOnlySpan<byte> kind, long value, long? delta)
    {
        json.WriteStartObject();
        json.WriteString(shape.Name, name);
        if (shape.Kind is not null)
        {
            json.WriteString(shape.Kind, kind);
        }

        json.WriteNumber(shape.Value, value);
        if (delta is long difference)
        {
            json.WriteNumber("d"u8, difference);
            json.WriteNumber("delta"u8, difference);
        }

        json.WriteStartArray(shape.Children);
    }

    private static void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(in FlameNode node, NetflixShape shape) => node.Index > 0 && node.NameText == shape.Unnamed ? [] : node.Name;

    private static ReadOnlySpan<byte> KindOf(in FlameNode node) => node.Kind switch
    {
        FrameKind.Kernel => "kernel"u8,
        FrameKind.Jit => "jit"u8,
        FrameKind.User => "user"u8,
        FrameKind.Inlined => "inlined"u8,
        _ => [],
    };
}
