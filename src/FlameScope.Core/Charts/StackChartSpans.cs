namespace FlameScope.Charts;

/// <summary>The frames of a stack chart as columns.</summary>
internal sealed record StackChartSpans(
    long[] Starts, long[] Ends, long[] Values, int[] Depths, StringId[] Names, StringId[] Modules, byte[] Kinds)
{
    public StackChartSpan this[int frame] =>
        new(Starts[frame], Ends[frame], Values[frame], Depths[frame], Names[frame], Modules[frame], Kinds[frame]);

    /// <summary>How deep the frames from one on are.</summary>
    public static int LevelsOf(List<StackChartSpan> spans, int first)
    {
        int levels = 0;
        for (int i = first; i < spans.Count; i++)
        {
            levels = Math.Max(levels, spans[i].Depth + 1);
        }

        return levels;
    }

    public static StackChartSpans Of(IReadOnlyList<StackChartSpan> spans)
    {
        StackChartSpans columns = new(
            new long[spans.Count], new long[spans.Count], new long[spans.Count], new int[spans.Count], new StringId[spans.Count], new StringId[spans.Count], new byte[spans.Count]);
        for (int i = 0; i < spans.Count; i++)
        {
            StackChartSpan span = spans[i];
            (columns.Starts[i], columns.Ends[i], columns.Values[i], columns.Depths[i]) = (span.Start, span.End, span.Value, span.Depth);
            (columns.Names[i], columns.Modules[i], columns.Kinds[i]) = (span.Name, span.Module, span.Kind);
        }

        return columns;
    }
}

/// <summary>A frame while its lane is laid out.</summary>
internal record struct StackChartSpan(long Start, long End, long Value, int Depth, StringId Name, StringId Module, byte Kind)
{
    public readonly bool IsSameFunction(in StackChartSpan other) => Name == other.Name && Kind == other.Kind;
}
