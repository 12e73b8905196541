using System.Collections.Immutable;
using FlameScope.Perturbations;

namespace FlameScope;

/// <summary>Finds when a profile behaves unlike its surroundings, and says what is different then.</summary>
public static class PerturbationFinder
{
    /// <summary>Searches a slice for bursts, stalls, changes of mix or level, and periodic perturbations.</summary>
    /// <param name="slice">The samples, and what each adds; a profile by itself is its whole slice.</param>
    /// <param name="options">How large and how sure a finding has to be; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The findings, those with the most evidence first; the same samples always give the same findings.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The profile has no clock.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public static ImmutableArray<Perturbation> Find(
        ProfileSlice slice, PerturbationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(slice);
        options ??= new PerturbationOptions();
        options.Validate();
        slice.Profile.ThrowIfNoClock();
        return new Search(slice, options, cancellationToken).Run();
    }
}
