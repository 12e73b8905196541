namespace FlameScope;

/// <summary>How large a perturbation has to be, and how sure.</summary>
public sealed record PerturbationOptions
{
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
        if (!(FalseAlarms > 0 && FalseAlarms <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(FalseAlarms), FalseAlarms, "Expected false alarms lie above 0 and are at most 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MinSamples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFindings, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCulprits, 1);
    }
}
