using System.Globalization;

namespace FlameScope.Benchmarks.Pairs;

/// <summary>Comparisons as a Markdown table, and what follows from them.</summary>
internal static class Report
{
    /// <summary>Writes the table and the cases that are too slow.</summary>
    /// <returns>Whether a case is slower than the threshold allows.</returns>
    public static bool Write(IReadOnlyList<Comparison> comparisons, double? threshold, TextWriter output)
    {
        output.WriteLine("| case | input | old | new | new / old | 95 % interval | verdict |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (Comparison comparison in comparisons)
        {
            MedianInterval ratio = comparison.Ratio;
            output.WriteLine(Invariant(
                $"| {comparison.Case} | {comparison.Input} | {Time(comparison.Old)} | {Time(comparison.New)} | {ratio.Median:F3} | {ratio.Low:F3} to {ratio.High:F3} | {comparison.Verdict} |"));
        }

        if (threshold is not double share)
        {
            return false;
        }

        string[] slow = [.. comparisons.Where(comparison => comparison.IsSlowerBy(share)).Select(comparison => $"{comparison.Case} ({comparison.Input})")];
        output.WriteLine();
        output.WriteLine(Invariant($"Slower by more than {share * 100:0.##} %: {(slow.Length == 0 ? "none" : string.Join(", ", slow))}."));
        return slow.Length > 0;
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e6 => Invariant($"{nanoseconds / 1e3:F1} µs"),
        < 1e8 => Invariant($"{nanoseconds / 1e6:F2} ms"),
        _ => Invariant($"{nanoseconds / 1e6:F0} ms"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
