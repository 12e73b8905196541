using System.Collections.Immutable;
using FlameScope.Perturbations.Features;
using FlameScope.Perturbations.Rhythms;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Turns series into what the caller gets: explained, named, in order.</summary>
internal sealed class Report(
    ObservedSamples samples,
    StackFunctions functions,
    List<EpisodeSeries> series,
    MarkerCoincidence markers,
    PerturbationOptions options,
    CancellationToken cancellation)
{
    // A volume that differs by less is not what makes the event.
    private const double MinVolumeChange = 1.25;
    private const double MinVolumeEvidence = 4;

    private readonly SliceCounts.Counter _counter = new(samples, functions);
    private readonly CulpritPlaces _places = new(samples, functions.Functions);

    public ImmutableArray<Perturbation> Write()
    {
        series.Sort(static (a, b) => b.Evidence != a.Evidence
            ? b.Evidence.CompareTo(a.Evidence)
            : a.Strongest.Start.CompareTo(b.Strongest.Start));
        Baselines baselines = new(samples, series);
        ImmutableArray<Perturbation>.Builder findings = ImmutableArray.CreateBuilder<Perturbation>();
        foreach (EpisodeSeries item in series.Take(options.MaxFindings))
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(Explain(item, baselines));
        }

        return findings.DrainToImmutable();
    }

    private Perturbation Explain(EpisodeSeries item, Baselines baselines)
    {
        (List<TimeRange> examined, ImmutableArray<TimeRange> baseline) = baselines.Of(item);
        (SliceCounts inside, SliceCounts outside) = _counter.Count(examined, baseline);
        Explanation explanation = new(samples, inside, outside);
        PerturbationKind change = ChangeOf(item, explanation);
        bool isMore = change != PerturbationKind.Stall && (item.Lead.IsStep ? item.Lead.IsMore : item.HasRise || item.IsFolded);
        ImmutableArray<Culprit> culprits = explanation.Culprits(isMore, options.MaxCulprits);
        // Of what is missing, the baseline says who runs it.
        string command = culprits.IsEmpty ? "" : _places.CommandOf(culprits[0].Frame.Value, culprits[0].ExcessSamples > 0 ? examined : baseline);
        Perturbation finding = new()
        {
            Kind = item.Recurrence is not null ? PerturbationKind.Periodic : change,
            Range = item.Strongest,
            Occurrences = [.. item.Occurrences],
            Examined = [.. examined],
            Baseline = baseline,
            ExpectedFalseAlarms = item.ExpectedFalseAlarms,
            Evidence = item.Evidence,
            Period = item.Recurrence?.Period,
            Phase = item.Recurrence?.Phase,
            Weight = samples.Weight,
            Samples = explanation.Samples,
            ExpectedSamples = explanation.ExpectedSamples,
            Culprits = culprits,
            Displaced = explanation.Culprits(!isMore, options.MaxCulprits),
            Threads = explanation.Threads(),
            Cpus = culprits.IsEmpty ? [] : _places.CpusOf(culprits[0].Frame.Value, examined, baseline),
            Markers = markers.Of(item.Occurrences),
        };
        finding.Summary = Summary.Of(finding, samples.Store, command);
        return finding;
    }

    private static PerturbationKind ChangeOf(EpisodeSeries item, Explanation explanation)
    {
        if (item.Lead.IsStep)
        {
            return PerturbationKind.LevelShift;
        }

        if (explanation.VolumeEvidence >= MinVolumeEvidence)
        {
            if (explanation.Samples >= MinVolumeChange * explanation.ExpectedSamples)
            {
                return PerturbationKind.Burst;
            }

            if (explanation.Samples * MinVolumeChange <= explanation.ExpectedSamples)
            {
                return PerturbationKind.Stall;
            }
        }

        return item.HasRise || item.IsFolded ? PerturbationKind.MixChange : PerturbationKind.Stall;
    }
}
