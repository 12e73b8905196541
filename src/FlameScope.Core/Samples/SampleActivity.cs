namespace FlameScope;

/// <summary>Whether a sample shows work. Views leave idle and waiting samples out by default, and count them.</summary>
public enum SampleActivity : byte
{
    /// <summary>Something ran.</summary>
    Working = 0,

    /// <summary>The CPU, or the runtime, had nothing to do.</summary>
    Idle = 1,

    /// <summary>The thread was sampled while it waited: its profiler samples threads whether they run or not.</summary>
    Waiting = 2,
}
