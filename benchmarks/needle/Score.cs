using System.Collections.Immutable;
using System.Globalization;

namespace FlameScope.Needle;

/// <summary>Compares findings with the truth, and adds up.</summary>
internal sealed class Score
{
    private const int CulpritsLookedAt = 3;
    private const int MostBeats = 50;
    private const double LeastOverlap = 0.3;

    private readonly List<double> _edges = [];
    private readonly List<double> _edgeIntervals = [];
    private readonly List<double> _delays = [];
    private readonly List<double> _periodErrors = [];

    public int Planted { get; private set; }

    public int Hits { get; private set; }

    public int Named { get; private set; }

    public int NameHits { get; private set; }

    public int Findings { get; private set; }

    public int FalseFindings { get; private set; }

    public int Periods { get; private set; }

    public int PeriodHits { get; private set; }

    public List<string> Notes { get; } = [];

    /// <summary>Adds one recording's findings.</summary>
    /// <param name="label">The recording, for notes.</param>
    /// <param name="truths">What is known to be there.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="interval">Nanoseconds between two samples of a running thread.</param>
    /// <param name="fewest">Windows with fewer samples of the culprit do not count.</param>
    public void Add(string label, IReadOnlyList<Truth> truths, ImmutableArray<Perturbation> findings, double interval, int fewest)
    {
        int[][] explained = [.. findings.Select(finding => new int[finding.Occurrences.Length])];
        foreach (Truth truth in truths)
        {
            AddTruth(label, truth, findings, explained, interval, fewest);
        }

        for (int i = 0; i < findings.Length; i++)
        {
            Findings++;

            // What was planted is most of it.
            if (2 * explained[i].Sum() < explained[i].Length)
            {
                FalseFindings++;
                Notes.Add($"{label}: not planted: {findings[i].Kind} E={findings[i].Evidence:F0} {findings[i].Summary}");
            }
        }
    }

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Planted} | {Rate(Hits, Planted)} | {Findings} | {Rate(Findings - FalseFindings, Findings)} | {Rate(NameHits, Named)} | {Median(_edges) / 1e6:F1} ms ({Median(_edgeIntervals):F2}){Delays()} | {Rate(PeriodHits, Periods)} | {Percent(Median(_periodErrors))} |");

    public static string Header =>
        "| set | windows | recall | findings | precision | culprit in the first 3 | median edge error (in sampling intervals) | period within 1 % | median period error |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    private void AddTruth(
        string label, Truth truth, ImmutableArray<Perturbation> findings, int[][] explained, double interval, int fewest)
    {
        double? bestPeriodError = null;
        for (int w = 0; w < truth.Windows.Length; w++)
        {
            TimeRange window = truth.Windows[w];
            (int best, TimeRange range) = Best(truth, window, findings, interval);
            for (int i = 0; i < findings.Length; i++)
            {
                for (int occurrence = 0; occurrence < explained[i].Length; occurrence++)
                {
                    explained[i][occurrence] |= Meets(truth, window, findings[i].Occurrences[occurrence], interval) ? 1 : 0;
                }
            }

            if (best >= 0 && truth.Period is double period && findings[best].Period is double found)
            {
                double error = Math.Abs(found - period) / period;
                bestPeriodError = Math.Min(bestPeriodError ?? double.MaxValue, error);
            }

            // A rhythm with more beats than can be told apart is one perturbation.
            if (truth.Samples[w] < fewest || (truth.Windows.Length > MostBeats && w > 0))
            {
                continue;
            }

            Planted++;
            if (best < 0)
            {
                Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{label}: missed {truth.Name} {w + 1} ({truth.Samples[w]} samples in {window.Duration / 1e6:F0} ms)"));
                continue;
            }

            Hits++;
            AddEdges(truth, window, range, interval);
            AddName(label, truth, w, findings[best]);
        }

        if (truth.Period is not null && truth.Samples.Max() >= fewest && truth.Windows.Length >= 3)
        {
            Periods++;
            PeriodHits += bestPeriodError <= 0.01 ? 1 : 0;
            if (bestPeriodError is double error)
            {
                _periodErrors.Add(error);
            }

            if (!(bestPeriodError <= 0.01))
            {
                Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{label}: period of {truth.Name} {(bestPeriodError is null ? "not found" : $"off by {bestPeriodError:P1}")}"));
            }
        }
    }

    private void AddEdges(Truth truth, TimeRange window, TimeRange range, double interval)
    {
        double start = Math.Abs(range.Start - window.Start);
        _edges.Add(start);
        _edgeIntervals.Add(start / interval);
        if (truth.IsStep)
        {
            _delays.Add(truth.Delay);
        }
        if (!truth.IsStep)
        {
            double end = Math.Abs(range.End - window.End);
            _edges.Add(end);
            _edgeIntervals.Add(end / interval);
        }
    }

    private void AddName(string label, Truth truth, int window, Perturbation finding)
    {
        if (truth.Culprit is null)
        {
            return;
        }

        Named++;
        foreach (Culprit culprit in finding.Culprits.Take(CulpritsLookedAt))
        {
            if (truth.Culprit.IsMatch(culprit.Name) || truth.Culprit.IsMatch(culprit.Module))
            {
                NameHits++;
                return;
            }
        }

        Notes.Add($"{label}: {truth.Name} {window + 1} found, but the culprits are {string.Join(", ", finding.Culprits.Take(CulpritsLookedAt).Select(culprit => culprit.DisplayName))}");
    }

    private static (int Finding, TimeRange Range) Best(
        Truth truth, TimeRange window, ImmutableArray<Perturbation> findings, double interval)
    {
        (int Finding, TimeRange Range) best = (-1, default);
        double bestFit = 0;
        for (int i = 0; i < findings.Length; i++)
        {
            foreach (TimeRange range in findings[i].Occurrences)
            {
                double fit = Fit(truth, window, range, interval);
                if (fit > bestFit)
                {
                    (best, bestFit) = ((i, range), fit);
                }
            }
        }

        return best;
    }

    // A part of a planted window, or a beat of its rhythm, is no false finding.
    private static bool Meets(Truth truth, TimeRange window, TimeRange range, double interval) =>
        Fit(truth, window, range, interval) > 0
        || (range.Intersect(window).Duration >= 0.5 * range.Duration && !range.IsEmpty && !truth.IsStep);

    // Intersection over union; for steps, how near the start is.
    private static double Fit(Truth truth, TimeRange window, TimeRange range, double interval)
    {
        if (truth.IsStep)
        {
            double off = Math.Abs(range.Start - window.Start);
            double spacing = (double)window.Duration / truth.Samples[0];
            double most = Math.Max(Math.Max(25 * interval, 250e6), 4 * spacing);
            return off < most ? 1 - (off / most) : 0;
        }

        double overlap = range.Intersect(window).Duration;
        double union = range.Duration + window.Duration - overlap;
        return overlap >= LeastOverlap * union ? overlap / union : 0;
    }

    private string Delays() => _delays.Exists(static delay => delay > 0)
        ? string.Create(CultureInfo.InvariantCulture, $"; first sample after {Median(_delays) / 1e6:F1} ms")
        : "";

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
        {
            return double.NaN;
        }

        values.Sort();
        return values[values.Count / 2];
    }

    private static string Rate(int part, int whole) => whole == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:F1} % ({part} of {whole})");

    private static string Percent(double value) => double.IsNaN(value)
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * value:F3} %");
}
