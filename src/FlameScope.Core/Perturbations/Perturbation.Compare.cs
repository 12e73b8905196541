namespace FlameScope;

public sealed partial class Perturbation
{
    /// <summary>The difference between <see cref="Baseline"/> and <see cref="Examined"/>, as a differential flame graph shows it.</summary>
    /// <param name="slice">The slice that the perturbation was found in; its ranges and weight do not matter.</param>
    /// <param name="tree">How stacks become trees; <see langword="null"/> for the defaults.</param>
    /// <param name="diff">How the sides are compared; <see langword="null"/> for shares.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    public FlameDiff Compare(ProfileSlice slice, FlameTreeOptions? tree = null, FlameDiffOptions? diff = null)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ProfileSlice weighed = slice.WeighedBy(Weight);
        return FlameDiff.Create(FlameTree.Create(weighed.During(Baseline), tree), FlameTree.Create(weighed.During(Examined), tree), diff);
    }
}
