namespace FlameScope;

/// <summary>What a search for perturbations looks at, and how sure it has to be.</summary>
public sealed record PerturbationOptions
{
    /// <summary>Which samples are looked at; the first event without idle CPUs by default.</summary>
    public SampleFilter Filter { get; init; } = SampleFilter.Default;

    /// <summary>What a sample counts: 1, or its period; 1 by default.</summary>
    public SampleWeight Weight { get; init; }

    /// <summary>
    /// The findings that chance alone may be expected to produce in the whole recording, above 0 up to 1; 0.05 by default. It bounds
    /// the sum over everything that is looked at: all features, positions and lengths.
    /// </summary>
    public double FalseAlarms { get; init; } = 0.05;

    /// <summary>The smallest change reported, in samples too many or too few; 8 by default, at least 2.</summary>
    public int MinSamples { get; init; } = 8;

    /// <summary>Most findings returned, those with the most evidence; 50 by default, at least 1.</summary>
    public int MaxFindings { get; init; } = 50;

    /// <summary>Most culprits named for a finding; 8 by default, at least 1.</summary>
    public int MaxCulprits { get; init; } = 8;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Filter);
        if (!Enum.IsDefined(Weight))
        {
            throw new ArgumentOutOfRangeException(nameof(Weight), Weight, "There is no such weight.");
        }

        if (!(FalseAlarms > 0 && FalseAlarms <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(FalseAlarms), FalseAlarms, "Expected false alarms lie above 0 and are at most 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MinSamples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFindings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCulprits, 1);
    }
}
