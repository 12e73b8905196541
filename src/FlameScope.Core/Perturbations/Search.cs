using System.Collections.Immutable;
using FlameScope.Perturbations.Scanning;

namespace FlameScope.Perturbations;

/// <summary>One search through one recording, from samples to findings.</summary>
internal sealed class Search
{
    private const int FewestBins = 24;
    private const int FewestOfRhythm = 30;

    private readonly PerturbationOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly ObservedSamples _samples;

    public Search(SampleStore store, PerturbationOptions options, CancellationToken cancellation)
    {
        _options = options;
        _cancellation = cancellation;
        _samples = ObservedSamples.Select(store, options.Filter, options.Weight);
    }

    public ImmutableArray<Perturbation> Run()
    {
        if (_samples.Count < 2 * _options.FewestSamples)
        {
            return [];
        }

        TimeBins bins = TimeBins.Over(_samples);
        if (bins.Count < FewestBins)
        {
            return [];
        }

        StackFunctions functions = new(_samples.Store, new Functions(_samples.Store));
        FeatureTable table = new(_samples, functions, _options.FewestSamples);
        FeatureSeries series = new(_samples, table, bins);
        FeatureScan scan = new(table, series, bins, _options, _cancellation);
        List<Finding> findings = scan.Run();
        FeatureTimes times = new(_samples, table, series, bins);
        EdgeRefinement edges = new(_samples, times, bins);
        List<Finding> kept = Refine(findings, edges, bins);
        List<Event> events = EventGrouping.Group(kept, scan.Tests, table.FirstFrame);
        List<Rhythm> rhythms = new PeriodScan(table, series, bins).Run(FewestOfRhythm, _options.FalseAlarms, _cancellation);
        Rhythms.AddTo(events, rhythms, new EpochFolding(_samples, table, times, bins), scan.Tests);
        return new Report(_samples, functions, events, _options, _cancellation).Write();
    }

    // With its edges known, an event covers windows that its first estimate only touched.
    private List<Finding> Refine(List<Finding> findings, EdgeRefinement edges, TimeBins bins)
    {
        List<Finding> kept = [];
        foreach (Finding finding in findings)
        {
            _cancellation.ThrowIfCancellationRequested();
            TimeRange window = new(bins.StartOf(finding.Lead.First), bins.StartOf(finding.Lead.End));
            if (!finding.Lead.IsStep && kept.Exists(other => IsCovered(window, finding, other)))
            {
                continue;
            }

            finding.Range = edges.Refine(finding.Sign);
            if (finding.Lead.IsStep || (finding.Range.Duration >= bins.Width / 2 && !kept.Exists(other => IsSame(finding, other))))
            {
                kept.Add(finding);
            }
        }

        return kept;
    }

    private static bool IsSame(Finding finding, Finding other)
    {
        double overlap = finding.Range.Intersect(other.Range).Duration;
        return !other.Lead.IsStep && other.Sign.Shape == finding.Sign.Shape
            && 2 * overlap >= finding.Range.Duration + other.Range.Duration - overlap;
    }

    private static bool IsCovered(TimeRange window, Finding finding, Finding other) =>
        !other.Lead.IsStep && other.Lead.Shape == finding.Lead.Shape && (other.Lead.Feature == finding.Lead.Feature || !finding.Lead.IsMore)
        && 2 * (double)window.Intersect(other.Range).Duration >= window.Duration;
}
