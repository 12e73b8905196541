using System.Buffers;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a flame tree as folded stacks, one line a stack: <c>java;Main.run;hash 12</c>.</summary>
/// <remarks>
/// The synthetic root is left out; a line stands for every other node with samples of its own, in the tree's order. Samples
/// that stand on the root itself (without frames, in a tree without grouping) are one line <c>[no stack] N</c>. In names <c>;</c>
/// becomes <c>:</c>, control characters become their pictures (U+2400 …), and invalid UTF-8, C1 controls, Unicode line
/// separators and marks of the direction of writing become U+FFFD; an empty name is written as <c>[unknown]</c>.
/// </remarks>
public sealed class FoldedExporter : IProfileExporter<FlameTree>
{
    /// <inheritdoc/>
    public string MediaType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public void Export(FlameTree value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output text = new(output);
        using FoldedPath path = new(value);
        ReadOnlySpan<long> selfs = value.SelfValues;
        for (int node = 0; node < selfs.Length; node++)
        {
            path.Enter(node);
            if (selfs[node] > 0)
            {
                path.Write(text);
                text.Write(selfs[node]);
                text.Write('\n');
            }
        }

        text.Flush();
    }
}
