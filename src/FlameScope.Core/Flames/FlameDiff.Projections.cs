using FlameScope.Flames;

namespace FlameScope;

public sealed partial class FlameDiff
{
    /// <summary>
    /// What is only in the baseline, as a tree with the baseline's values: nodes that both sides have stand in it with nothing of
    /// their own, so that the way to what is gone can be seen; nodes of the examined tree alone do not. Its
    /// <see cref="FlameTree.Coverage"/> is the baseline's.
    /// </summary>
    public FlameTree Elided()
    {
        // What still stands above something removed is shown as the way to it.
        bool[] leadsToRemoved = new bool[Count];
        for (int node = Count - 1; node >= 0; node--)
        {
            leadsToRemoved[node] |= BaselineTotal[node] != 0 && ExaminedTotal[node] == 0;
            leadsToRemoved[_union.Parents[node]] |= leadsToRemoved[node];
        }

        FlameTreeBuilder builder = new();
        int[] nodeOf = new int[Count];
        for (int node = 0; node < Count; node++)
        {
            if (!leadsToRemoved[node])
            {
                continue;
            }

            nodeOf[node] = node == 0 ? 0 : builder.Child(
                nodeOf[_union.Parents[node]],
                builder.InternName(_union.NameOf(node)),
                _union.KindByteOf(node),
                builder.InternName(_union.ModuleOf(node)));
            builder.AddSelf(nodeOf[node], ExaminedTotal[node] == 0 ? BaselineSelf[node] : 0);
        }

        return builder.Build(Baseline.Head);
    }

    /// <summary>The frames of both sides: what each ran by itself and in all, recursion counted once.</summary>
    /// <returns>Rows by how much their totals differ, the largest differences first.</returns>
    public IReadOnlyList<FrameDiffRow> Frames()
    {
        FrameKeys keys = new(_union);
        long[] baselineTotals = keys.TotalsOf(_baseline.Totals);
        long[] examinedTotals = keys.TotalsOf(_examined.Totals);
        long[] baselineSelfs = keys.SelfsOf(_baseline.Selfs);
        long[] examinedSelfs = keys.SelfsOf(_examined.Selfs);
        double[] adjusted = Significance.Of(_baseline, baselineTotals, _examined, examinedTotals, Options.Mode);
        FrameDiffRow[] rows = new FrameDiffRow[keys.Count];
        for (int key = 0; key < rows.Length; key++)
        {
            rows[key] = new FrameDiffRow
            {
                Name = keys.NameOf(key),
                Kind = keys.KindOf(key),
                Module = keys.ModuleOf(key),
                BaselineSelf = baselineSelfs[key],
                BaselineTotal = baselineTotals[key],
                ExaminedSelf = examinedSelfs[key],
                ExaminedTotal = examinedTotals[key],
                SelfDelta = (examinedSelfs[key] * _examined.Scale) - (baselineSelfs[key] * _baseline.Scale),
                TotalDelta = (examinedTotals[key] * _examined.Scale) - (baselineTotals[key] * _baseline.Scale),
                AdjustedPValue = adjusted[key],
                IsSignificant = adjusted[key] <= Options.FalseDiscoveryRate,
            };
        }

        return [.. rows.OrderByDescending(row => Math.Abs(row.TotalDelta)).ThenByDescending(row => Math.Abs(row.SelfDelta))
            .ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Kind)];
    }
}
