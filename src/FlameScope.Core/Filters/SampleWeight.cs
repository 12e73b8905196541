namespace FlameScope;

/// <summary>What a sample adds to a view.</summary>
public enum SampleWeight : byte
{
    /// <summary>One: views count samples.</summary>
    Count = 0,

    /// <summary>Its weight (perf: the period, how many of the event passed since the sample before), see <see cref="SampleStore.WeightOf"/>.</summary>
    Period = 1,
}
