namespace FlameScope;

/// <summary>What the times of a profile's samples mean.</summary>
public enum TimeAxis : byte
{
    /// <summary>Times lie on one clock; heat maps and slices work.</summary>
    Clock = 0,

    /// <summary>The input has no times; every sample stands at 0 and only whole-profile views work.</summary>
    None = 1,

    /// <summary>Times are deltas to the sample before (<c>perf script --deltatime</c>); only whole-profile views work.</summary>
    Deltas = 2,
}
