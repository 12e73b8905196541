using System.Text.Json;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>Trees in Netflix FlameScope's shape: name, kind, self count and children, nested.</summary>
internal static class NetflixTree
{
    /// <summary>Writes a tree.</summary>
    /// <param name="json">A writer without a limit of depth that stacks could reach.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="isShown">Whether a node is written; a node's callers are written wherever it is.</param>
    /// <param name="self">A node's own count.</param>
    /// <param name="delta">A node's difference, where there is one.</param>
    public static void Write(Utf8JsonWriter json, FlameTree tree, Func<int, bool> isShown, Func<int, long> self, Func<int, long>? delta = null)
    {
        int depth = -1;
        for (int i = 0; i < tree.Count; i++)
        {
            if (!isShown(i))
            {
                continue;
            }

            FlameNode node = tree[i];
            for (; depth >= node.Depth; depth--)
            {
                WriteEnd(json);
            }

            depth = node.Depth;
            json.WriteStartObject();
            json.WriteString("n"u8, node.Name);
            json.WriteString("l"u8, KindOf(node));
            json.WriteNumber("v"u8, self(i));
            if (delta is not null)
            {
                json.WriteNumber("d"u8, delta(i));
                json.WriteNumber("delta"u8, delta(i));
            }

            json.WriteStartArray("c"u8);
        }

        for (; depth >= 0; depth--)
        {
            WriteEnd(json);
        }
    }

    private static void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> KindOf(FlameNode node) => node.Kind switch
    {
        FrameKind.Kernel => "kernel"u8,
        FrameKind.Jit => "jit"u8,
        FrameKind.User => "user"u8,
        FrameKind.Inlined => "inlined"u8,
        _ => [],
    };
}
