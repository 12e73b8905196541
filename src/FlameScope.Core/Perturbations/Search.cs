using System.Collections.Immutable;
using FlameScope.Perturbations.Explaining;
using FlameScope.Perturbations.Features;
using FlameScope.Perturbations.Rhythms;
using FlameScope.Perturbations.Scanning;

namespace FlameScope.Perturbations;

/// <summary>One search through one recording, from samples to groups.</summary>
internal sealed class Search
{
    private const int MinBins = 24;

    // A century: times that far apart are no recording.
    private const long MaxSpan = 3_155_760_000_000_000_000;
    private const int MinOfRhythm = 30;

    private readonly PerturbationOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly ObservedSamples _samples;
    private readonly ProfileSlice _slice;

    public Search(ProfileSlice slice, PerturbationOptions options, CancellationToken cancellation)
    {
        _options = options;
        _cancellation = cancellation;
        _samples = ObservedSamples.Select(slice);
        _slice = slice;
    }

    public ImmutableArray<Perturbation> Run()
    {
        if (_samples.Count < 2 * _options.MinSamples)
        {
            return [];
        }

        if (new TimeRange(_samples.Start, _samples.End).Duration > MaxSpan)
        {
            return [];
        }

        TimeBins bins = TimeBins.Over(_samples);
        if (bins.Count < MinBins)
        {
            return [];
        }

        StackFunctions functions = new(_samples.Store, new Functions(_samples.Store));
        FeatureTable table = new(_samples, functions, _options.MinSamples);
        FeatureSeries series = new(_samples, table, bins);
        FeatureScan scan = new(table, series, bins, _options, _cancellation);
        List<CandidateGroup> groups = scan.Run();
        FeatureTimes times = new(_samples, table, series, bins);
        EdgeRefinement edges = new(_samples, times, bins);
        List<Episode> episodes = ToEpisodes(groups, table.FirstFrame, edges, bins);
        List<EpisodeSeries> found = EpisodeGrouping.Group(episodes, scan.Tests);
        List<Rhythm> rhythms = new PeriodScan(table, series, bins).Run(MinOfRhythm, _options.FalseAlarms, _cancellation);
        RhythmMerger.AddTo(found, rhythms, new EpochFolding(_samples, table, series, times, bins), bins.Width, scan.Tests);
        return new Report(_samples, functions, found, new MarkerCoincidence(_slice, _samples), _options, _cancellation).Write();
    }

    // With its edges known, an episode covers windows that its first estimate only touched.
    private List<Episode> ToEpisodes(List<CandidateGroup> groups, int firstFrame, EdgeRefinement edges, TimeBins bins)
    {
        List<Episode> kept = [];
        foreach (CandidateGroup group in groups)
        {
            _cancellation.ThrowIfCancellationRequested();
            TimeRange window = new(bins.StartOf(group.Lead.First), bins.StartOf(group.Lead.End));
            if (!group.Lead.IsStep && kept.Exists(other => IsCovered(window, group.Lead, other)))
            {
                continue;
            }

            Episode episode = new(group, firstFrame);
            episode.Range = edges.Refine(episode, withOnsets: kept.Count < 2 * _options.MaxFindings);
            if (group.Lead.IsStep || (episode.Range.Duration >= bins.Width / 2 && !kept.Exists(other => IsSame(episode, other))))
            {
                kept.Add(episode);
            }
        }

        return kept;
    }

    // What rises and what falls for it are one.
    private static bool IsSame(Episode episode, Episode other)
    {
        double overlap = episode.Range.Intersect(other.Range).Duration;
        return !other.Lead.IsStep
            && 2 * overlap >= episode.Range.Duration + other.Range.Duration - overlap;
    }

    private static bool IsCovered(TimeRange window, Candidate lead, Episode other) =>
        !other.Lead.IsStep && (!lead.IsMore || (other.Lead.Shape == lead.Shape && other.Lead.Feature == lead.Feature))
        && 2 * (double)window.Intersect(other.Range).Duration >= window.Duration;
}
