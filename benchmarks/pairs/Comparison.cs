namespace FlameScope.Benchmarks.Pairs;

/// <summary>What one case took on both commits, pair by pair.</summary>
/// <param name="Case">The case's name.</param>
/// <param name="Input">Name of the recording.</param>
internal sealed record Comparison(string Case, string Input)
{
    private readonly List<double> _old = [];
    private readonly List<double> _new = [];
    private readonly List<double> _ratios = [];

    /// <summary>Median of the pairs, nanoseconds of CPU time.</summary>
    public double Old => MedianOf(_old);

    /// <summary>Median of the pairs, nanoseconds of CPU time.</summary>
    public double New => MedianOf(_new);

    /// <summary>New over old: the median of the pairs' own ratios.</summary>
    public MedianInterval Ratio => MedianInterval.Of(_ratios);

    /// <summary>Adds a pair.</summary>
    public void Add(PairOfTimes times)
    {
        _old.Add(times.Old);
        _new.Add(times.New);
        _ratios.Add(times.Ratio);
    }

    /// <summary>Whether the new commit is slower by more than a share, the whole interval considered.</summary>
    public bool IsSlowerBy(double share) => Ratio.Low > 1 + share;

    /// <summary>In a word or two, what the interval tells.</summary>
    public string Verdict => Ratio switch
    {
        { Low: > 1 } => "slower",
        { High: < 1 } => "faster",
        _ => "no difference",
    };

    private static double MedianOf(List<double> values) => MedianInterval.MedianOf([.. values.Order()]);
}
