using System.Collections.Immutable;

namespace FlameScope.Perturbations;

/// <summary>Turns events into what the caller gets: explained, named, in order.</summary>
internal sealed class Report(
    ObservedSamples samples, StackFunctions functions, List<Event> events, PerturbationOptions options, CancellationToken cancellation)
{
    // A volume that differs by less is not what makes the event.
    private const double LeastVolumeChange = 1.25;
    private const double LeastVolumeEvidence = 4;

    private readonly SliceCounts.Counter _counter = new(samples, functions);
    private readonly CulpritPlaces _places = new(samples, functions.Functions);

    public ImmutableArray<Perturbation> Write()
    {
        events.Sort(static (a, b) => b.Evidence != a.Evidence
            ? b.Evidence.CompareTo(a.Evidence)
            : a.Strongest.Start.CompareTo(b.Strongest.Start));
        Backgrounds backgrounds = new(samples, events);
        ImmutableArray<Perturbation>.Builder findings = ImmutableArray.CreateBuilder<Perturbation>();
        foreach (Event item in events.Take(options.MostFindings))
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(Explain(item, backgrounds));
        }

        return findings.DrainToImmutable();
    }

    private Perturbation Explain(Event item, Backgrounds backgrounds)
    {
        (List<TimeRange> during, ImmutableArray<TimeRange> background) = backgrounds.Of(item);
        (SliceCounts inside, SliceCounts outside) = _counter.Count(during, background);
        Explanation explanation = new(samples, inside, outside);
        PerturbationKind change = ChangeOf(item, explanation);
        bool isMore = change != PerturbationKind.Stall && (item.Lead.IsStep ? item.Lead.IsMore : item.HasRise || item.IsFolded);
        ImmutableArray<Culprit> culprits = explanation.Culprits(isMore, options.MostCulprits);
        Perturbation finding = new()
        {
            Kind = item.Recurrence is not null ? PerturbationKind.Periodic : change,
            Range = item.Strongest,
            Occurrences = [.. item.Occurrences],
            Examined = [.. during],
            Background = background,
            ExpectedFalseAlarms = item.ExpectedFalseAlarms,
            Evidence = item.Evidence,
            Period = item.Recurrence?.Period,
            Phase = item.Recurrence?.Phase,
            Weight = samples.Weight,
            Samples = explanation.Samples,
            ExpectedSamples = explanation.ExpectedSamples,
            Culprits = culprits,
            Displaced = explanation.Culprits(!isMore, options.MostCulprits),
            Threads = explanation.Threads(),
            Cpus = culprits.IsEmpty ? [] : _places.CpusOf(culprits[0].Frame.Value, during, background),
            Summary = "",
        };
        // Of what is missing, the background says who runs it.
        string command = culprits.IsEmpty ? "" : _places.CommandOf(culprits[0].Frame.Value, culprits[0].ExcessSamples > 0 ? during : background);
        return finding with { Summary = Summary.Of(finding, samples.Store, command) };
    }

    private static PerturbationKind ChangeOf(Event item, Explanation explanation)
    {
        if (item.Lead.IsStep)
        {
            return PerturbationKind.LevelShift;
        }

        if (explanation.VolumeEvidence >= LeastVolumeEvidence)
        {
            if (explanation.Samples >= LeastVolumeChange * explanation.ExpectedSamples)
            {
                return PerturbationKind.Burst;
            }

            if (explanation.Samples * LeastVolumeChange <= explanation.ExpectedSamples)
            {
                return PerturbationKind.Stall;
            }
        }

        return item.HasRise || item.IsFolded ? PerturbationKind.MixChange : PerturbationKind.Stall;
    }
}
