using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>From counts to strength, as the library's drawings have it, and the legend's words for it.</summary>
internal sealed class HeatScale(ReadOnlySpan<long> cells, Metric metric)
{
    private readonly HeatMapScale _scale = HeatMapScale.Of(cells);

    /// <summary>The largest count.</summary>
    public long Maximum => _scale.Maximum;

    /// <summary>The count from which on everything looks the same.</summary>
    public long Domain => _scale.Top;

    /// <summary>The strength of a count of at least 1: 0 for 1, 1 for the domain's end and above.</summary>
    public double StrengthOf(long count) => _scale.StrengthOf(count);

    /// <summary>The level of a count of at least 1, from 0 to <paramref name="levels"/> - 1.</summary>
    public int LevelOf(long count, int levels) => (int)((Int128)(Math.Min(count, Domain) - 1) * levels / Domain);

    /// <summary>The smallest count of a level; <see cref="Domain"/> + 1 after the last level.</summary>
    public long FirstOf(int level, int levels) => (long)((((Int128)level * Domain) + levels - 1) / levels) + 1;

    /// <summary>The counts from one to another, as the legend has them.</summary>
    public string TextOf(long first, long last) =>
        metric != Metric.Samples ? $"≤{TextOf(last)}" : first == last ? TextOf(first) : $"{TextOf(first)}–{TextOf(last)}";

    /// <summary>A count as the legend has it.</summary>
    public string TextOf(long count) => metric.Format(count);
}
