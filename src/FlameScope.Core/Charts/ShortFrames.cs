using System.Runtime.InteropServices;

namespace FlameScope.Charts;

/// <summary>Joins the frames of a lane that are too short to be told apart.</summary>
internal static class ShortFrames
{
    /// <summary>Puts one frame <c>other</c> in the place of short neighbours with all that is below them.</summary>
    /// <param name="spans">The frames, each directly before those that it called.</param>
    /// <param name="first">Where the lane begins; it ends with the list.</param>
    /// <param name="least">Nanoseconds: what is shorter is joined, and with what is nearer than that.</param>
    public static void Join(List<StackChartSpan> spans, int first, long least)
    {
        int kept = first;
        Span<StackChartSpan> all = CollectionsMarshal.AsSpan(spans);

        // By depth: the run of short frames that the next one may join; -1 for none.
        List<int> runs = [];
        for (int i = first; i < all.Length;)
        {
            StackChartSpan span = all[i++];
            while (runs.Count <= span.Depth)
            {
                runs.Add(-1);
            }

            if (span.End - span.Start >= least)
            {
                runs[span.Depth] = -1;
                runs.RemoveRange(span.Depth + 1, runs.Count - span.Depth - 1);
                all[kept++] = span;
                continue;
            }

            while (i < all.Length && all[i].Depth > span.Depth)
            {
                i++;
            }

            int run = runs[span.Depth];
            if (run >= 0 && span.Start - all[run].End < least)
            {
                all[run] = all[run] with { End = span.End, Value = all[run].Value + span.Value };
                continue;
            }

            runs[span.Depth] = kept;
            all[kept++] = span with { Name = StringId.Empty, Module = StringId.Empty, Kind = StackChart.NoKind };
        }

        spans.RemoveRange(kept, spans.Count - kept);
    }
}
