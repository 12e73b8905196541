using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>Adds the shown samples of a block to cells, one by one.</summary>
internal static class BlockCells
{
    /// <param name="selection">The samples.</param>
    /// <param name="weight">What each adds.</param>
    /// <param name="cells">Where to.</param>
    /// <param name="rowOf">The row of each value of the column that decides.</param>
    public static void Add<TRows>(BlockSelection selection, SampleWeight weight, CellValues cells, int[] rowOf)
        where TRows : struct, ISampleRows<TRows>, allows ref struct
    {
        SampleBlock block = selection.Block;
        TRows rows = TRows.In(block, rowOf);
        if (weight == SampleWeight.Count)
        {
            Count(selection, cells, rows);
            return;
        }

        bool lasts = block.HasDurations;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                int row = rows.Of(sample);
                if (lasts && block.DurationOf(sample) > 0)
                {
                    AddStretches(selection, sample, row, cells);
                }
                else
                {
                    cells.Add(row, block.Times[sample], block.WeightOf(sample));
                }
            }
        }
    }

    private static void Count<TRows>(BlockSelection selection, CellValues cells, TRows rows)
        where TRows : struct, ISampleRows<TRows>, allows ref struct
    {
        SampleBlock block = selection.Block;
        ReadOnlySpan<long> times = block.Times;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                cells.Count(rows.Of(sample), times[sample]);
            }
        }
    }

    private static void AddStretches(BlockSelection selection, int sample, int row, CellValues cells)
    {
        long start = selection.Block.Times[sample];
        long end = selection.Block.EndOf(sample);
        if (selection.Ranges.IsEmpty)
        {
            cells.AddStretch(row, start, end);
            return;
        }

        foreach (TimeRange range in selection.Ranges)
        {
            long from = Math.Max(start, range.Start);
            long to = Math.Min(end, range.End);
            if (from < to)
            {
                cells.AddStretch(row, from, to);
            }
        }
    }
}
