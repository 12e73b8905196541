namespace FlameScope.Formats.TraceEvents;

/// <summary>Joins beginnings (B) and ends (E) of one thread into spans.</summary>
internal static class TraceEdges
{
    /// <summary>Joins all of a thread's.</summary>
    /// <param name="thread">The thread, which gets the spans.</param>
    /// <param name="lastTime">When spans without an end are over.</param>
    /// <param name="context">The account of ends without a beginning.</param>
    public static void Join(TraceThread thread, long lastTime, LoadContext context)
    {
        thread.Edges.Sort(Compare);
        List<TraceEdge> open = [];
        foreach (TraceEdge edge in thread.Edges)
        {
            if (!edge.IsEnd)
            {
                open.Add(edge);
                continue;
            }

            int level = edge.Name.Text == default ? open.Count - 1 : open.FindLastIndex(beginning => beginning.Name.Text == edge.Name.Text);
            if (level < 0)
            {
                context.AddCorrection(new LoadDiagnostic(0, edge.Offset, "E", "an end (E) of a span that began (B) on the same thread"));
                continue;
            }

            // What began inside and has no end of its own ends with it.
            Close(thread, open, level, edge.Time);
        }

        Close(thread, open, 0, lastTime);
        thread.ClearEdges();
    }

    private static void Close(TraceThread thread, List<TraceEdge> open, int level, long time)
    {
        foreach (TraceEdge edge in open.Skip(level))
        {
            thread.Add(new TraceSpan(edge.Time, Math.Max(edge.Time, time), edge.Name, edge.Offset));
        }

        open.RemoveRange(level, open.Count - level);
    }

    private static int Compare(TraceEdge left, TraceEdge right) =>
        left.Time != right.Time ? left.Time.CompareTo(right.Time) : left.Offset.CompareTo(right.Offset);
}
