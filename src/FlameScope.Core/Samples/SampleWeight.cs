namespace FlameScope;

/// <summary>What a sample adds to a view.</summary>
public enum SampleWeight : byte
{
    /// <summary>One: views count samples. A sample with a duration counts where it begins.</summary>
    Count = 0,

    /// <summary>
    /// Its value in the unit of its event kind (perf: the period); of a sample with a duration, the nanoseconds of it that lie
    /// inside the cell or slice.
    /// </summary>
    Value = 1,
}
