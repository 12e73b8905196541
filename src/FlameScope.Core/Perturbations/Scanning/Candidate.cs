using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Scanning;

/// <summary>How a feature changes in a window.</summary>
internal enum ChangeShape : byte
{
    /// <summary>More than before and after.</summary>
    Rise = 0,

    /// <summary>Less than before and after.</summary>
    Fall = 1,

    /// <summary>More from the window's start on.</summary>
    StepUp = 2,

    /// <summary>Less from the window's start on.</summary>
    StepDown = 3,
}

/// <summary>A window in which one feature is counted more, or less, often than chance explains.</summary>
/// <param name="Feature">The feature's number.</param>
/// <param name="Shape">How it changes.</param>
/// <param name="First">The window's first bin.</param>
/// <param name="End">The bin after its last.</param>
/// <param name="Count">Samples of the feature in the window.</param>
/// <param name="Expected">How many the surroundings would give.</param>
/// <param name="Evidence">Nats against chance (<see cref="FlameScope.Statistics.CountDistribution"/>).</param>
internal readonly record struct Candidate(
    int Feature, ChangeShape Shape, int First, int End, long Count, double Expected, double Evidence)
{
    public int Length => End - First;

    public bool IsStep => Shape is ChangeShape.StepUp or ChangeShape.StepDown;

    public bool IsMore => Shape is ChangeShape.Rise or ChangeShape.StepUp;

    public int OverlapWith(int first, int end) => Math.Max(0, Math.Min(End, end) - Math.Max(First, first));
}
