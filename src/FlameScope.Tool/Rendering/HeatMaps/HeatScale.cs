using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>From counts to strength: linear up to the 99th percentile of the cells that are not 0.</summary>
internal sealed class HeatScale
{
    // A map whose largest value is 2 should not look extreme.
    private const long SmallestDomain = 4;

    private readonly Metric _metric;

    public HeatScale(ReadOnlySpan<long> cells, Metric metric)
    {
        _metric = metric;
        List<long> counts = [];
        foreach (long cell in cells)
        {
            if (cell > 0)
            {
                counts.Add(cell);
            }
        }

        counts.Sort();
        Maximum = counts.Count > 0 ? counts[^1] : 0;
        Domain = Math.Max(SmallestDomain, counts.Count > 0 ? counts[(int)(((99L * counts.Count) + 99) / 100) - 1] : 0);
    }

    /// <summary>The largest count.</summary>
    public long Maximum { get; }

    /// <summary>The count from which on everything looks the same.</summary>
    public long Domain { get; }

    /// <summary>The strength of a count of at least 1: 0 for 1, 1 for the domain's end and above.</summary>
    public double StrengthOf(long count) => (Math.Min(count, Domain) - 1) / (double)(Domain - 1);

    /// <summary>The level of a count of at least 1, from 0 to <paramref name="levels"/> - 1.</summary>
    public int LevelOf(long count, int levels) => (int)((Int128)(Math.Min(count, Domain) - 1) * levels / Domain);

    /// <summary>The smallest count of a level; <see cref="Domain"/> + 1 behind the last level.</summary>
    public long FirstOf(int level, int levels) => (long)((((Int128)level * Domain) + levels - 1) / levels) + 1;

    /// <summary>The counts from one to another, as the legend has them.</summary>
    public string TextOf(long first, long last) =>
        _metric != Metric.Samples ? $"≤{TextOf(last)}" : first == last ? TextOf(first) : $"{TextOf(first)}–{TextOf(last)}";

    /// <summary>A count as the legend has it.</summary>
    public string TextOf(long count) => Quantity.Of(count, _metric);
}
