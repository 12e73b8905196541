namespace FlameScope.Perturbations.Scanning;

/// <summary>What a window must reach to become a candidate.</summary>
/// <param name="Evidence">Least evidence in nats: the logarithm of the number of windows over the false alarms allowed.</param>
/// <param name="MinSamples">Least number of samples too many or too few.</param>
/// <param name="LongestWindow">Most bins of a window.</param>
/// <param name="MaxClumps">How many clumps of a rare feature may be perturbations rather than its usual texture.</param>
/// <param name="NearestFlank">Fewest bins that are compared with on either side.</param>
internal readonly record struct ScanLimits(double Evidence, int MinSamples, int LongestWindow, int NearestFlank, int MaxClumps)
{
    /// <summary>A rise is at least this many times what was expected.</summary>
    public const double MinRise = 1.3;

    /// <summary>A fall is at most this many times what was expected.</summary>
    public const double MinFall = 0.7;

    /// <summary>A flank is this many times as long as the window.</summary>
    public const int FlankFactor = 3;
}
