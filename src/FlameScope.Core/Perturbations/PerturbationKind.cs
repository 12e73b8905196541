namespace FlameScope;

/// <summary>How a profile behaves unlike its surroundings.</summary>
public enum PerturbationKind : byte
{
    /// <summary>More samples than around it.</summary>
    Burst = 0,

    /// <summary>Fewer samples than around it, of all threads or of some.</summary>
    Stall = 1,

    /// <summary>About as many samples as around it, of other code.</summary>
    MixChange = 2,

    /// <summary>A phase begins or ends: what changes stays changed until the end of the range.</summary>
    LevelShift = 3,

    /// <summary>A change that comes back at a steady period.</summary>
    Periodic = 4,
}
