using System.Buffers;
using FlameScope.Export.Text;

namespace FlameScope.Export;

/// <summary>Writes a difference as folded stacks with two columns, baseline and examined: <c>java;Main.run;hash 12 34</c>.</summary>
/// <remarks>
/// The form that <c>difffolded.pl</c> writes and differential flame graph tools read; 0 where a side does not have the stack. Values are not
/// normalised. Names are written as by <see cref="FoldedExporter"/>.
/// </remarks>
public sealed class FoldedDiffExporter : IProfileExporter<FlameDiff>
{
    /// <inheritdoc/>
    public string MediaType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public void Export(FlameDiff value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(output);
        using Utf8Output text = new(output);
        using FoldedPath path = new(value.Union);
        ReadOnlySpan<long> before = value.BaselineSelf;
        ReadOnlySpan<long> after = value.ExaminedSelf;
        for (int node = 0; node < before.Length; node++)
        {
            path.Enter(node);
            if (before[node] != 0 || after[node] != 0)
            {
                path.Write(text);
                text.Write($"{before[node]} {after[node]}\n");
            }
        }

        text.Flush();
    }
}
