namespace FlameScope;

/// <summary>Where a heat map's first column starts.</summary>
public enum HeatMapOrigin : byte
{
    /// <summary>At the whole second of the profile's earliest sample, idle ones included.</summary>
    WholeSecond = 0,

    /// <summary>At the profile's earliest sample itself.</summary>
    FirstSample = 1,
}
