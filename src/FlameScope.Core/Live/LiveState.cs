namespace FlameScope;

/// <summary>Whether more is to come in a window, and if not, why.</summary>
public enum LiveState
{
    /// <summary>The input goes on.</summary>
    Running = 0,

    /// <summary>The input has ended.</summary>
    Ended = 1,

    /// <summary>Reading was cancelled.</summary>
    Cancelled = 2,

    /// <summary>The input could not be read any further; what was read before is kept.</summary>
    Failed = 3,
}
