using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.HeatMaps;

/// <summary>Adds samples up by second and offset.</summary>
internal static class OffsetCells
{
    // Below this many samples a cell, looking each one's cell up is cheaper than looking for the cell's border.
    private const int DenseSamplesPerCell = 8;

    public static long[] Sum(SampleSelection selection, HeatMapLayout layout)
    {
        CellValues cells = new(new HeatMapGrid(layout.Origin, layout.ColumnWidth, layout.Rows), layout.Columns * layout.Rows, rows: 1);
        foreach (BlockSelection block in selection.Blocks)
        {
            if (selection.Weight == SampleWeight.Value)
            {
                AddValues(block, cells);
            }
            else if (block.End - block.First >= (long)DenseSamplesPerCell * cells.Values.Length)
            {
                CountByBorders(block, layout, cells.Values);
            }
            else
            {
                CountOneByOne(block, layout, cells.Values);
            }
        }

        return cells.Finish();
    }

    private static void AddValues(BlockSelection selection, CellValues cells)
    {
        SampleBlock block = selection.Block;
        if (block.HasDurations)
        {
            BlockCells.Add<OneRow>(selection, SampleWeight.Value, cells, []);
            return;
        }

        ReadOnlySpan<long> times = block.Times;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                cells.Add(0, times[sample], block.WeightOf(sample));
            }
        }
    }

    // Samples are sorted by time, so the next one is mostly in the column of the one before.
    private static void CountOneByOne(BlockSelection selection, HeatMapLayout layout, long[] values)
    {
        HeatMapGrid grid = new(layout.Origin, layout.ColumnWidth, layout.Rows);
        ReadOnlySpan<long> times = selection.Block.Times;
        int rows = layout.Rows;
        long origin = layout.Origin;
        ulong width = (ulong)layout.ColumnWidth;
        ulong start = 0;
        int firstCell = 0;
        foreach ((int first, int end) in selection.Runs)
        {
            foreach (long time in times[first..end])
            {
                ulong inside = (ulong)(time - origin) - start;
                if (inside >= width)
                {
                    ulong column = (inside + start) / width;
                    start = column * width;
                    firstCell = (int)column * rows;
                    inside = (ulong)(time - origin) - start;
                }

                values[firstCell + (int)grid.RowOf(inside)]++;
            }
        }
    }

    // Samples are sorted by time, so a cell is a run of them: its count is the distance between its borders, or the number of set
    // bits between them. No sample is looked at by itself.
    private static void CountByBorders(BlockSelection selection, HeatMapLayout layout, long[] values)
    {
        ReadOnlySpan<long> times = selection.Block.Times;
        HeatMapGrid column = new(0, layout.ColumnWidth, layout.Rows);
        long[] rowEnds = new long[layout.Rows];
        for (int row = 0; row < rowEnds.Length; row++)
        {
            rowEnds[row] = column.StartOf(row + 1);
        }

        int position = selection.First;
        int last = 0;
        for (int cell = 0; cell < values.Length && position < selection.End; cell++)
        {
            (int columnIndex, int row) = Math.DivRem(cell, layout.Rows);
            long start = layout.Origin + (columnIndex * layout.ColumnWidth);

            // Only the very last column can end after the last instant there is.
            long border = start > long.MaxValue - rowEnds[row] ? long.MaxValue : start + rowEnds[row];
            int next = border == long.MaxValue ? selection.End : Seek(times, position, selection.End, border, last);
            values[cell] += selection.CountIn(position, next);
            last = next - position;
            position = next;
        }
    }

    /// <summary>The first sample at or after a border; steady profiles have it about where the cell before says.</summary>
    private static int Seek(ReadOnlySpan<long> times, int position, int end, long border, int guess)
    {
        int low = position;
        int high = end;
        int probe = (int)Math.Min((long)position + guess, end - 1);
        int step = 1;
        if (times[probe] < border)
        {
            low = probe + 1;
            while ((long)low + step < end && times[low + step] < border)
            {
                low += step + 1;
                step *= 2;
            }

            high = (int)Math.Min(end, (long)low + step);
        }
        else
        {
            high = probe;
            while (high - step >= low && times[high - step] >= border)
            {
                high -= step;
                step *= 2;
            }

            low = Math.Max(low, high - step);
        }

        while (low < high)
        {
            int middle = low + ((high - low) >> 1);
            if (times[middle] < border)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
