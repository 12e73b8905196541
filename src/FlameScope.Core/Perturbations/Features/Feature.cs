namespace FlameScope.Perturbations.Features;

/// <summary>What is counted over time.</summary>
internal enum FeatureKind : byte
{
    /// <summary>All samples.</summary>
    All = 0,

    /// <summary>The samples of one process.</summary>
    Process = 1,

    /// <summary>The samples of one thread.</summary>
    Thread = 2,

    /// <summary>The samples whose stack holds one function, anywhere.</summary>
    Frame = 3,
}

/// <summary>A set of samples that is followed over time.</summary>
/// <param name="Kind">What its samples have in common.</param>
/// <param name="Id">The row of the function's first frame or of the thread, or the process id.</param>
/// <param name="Count">Number of its samples.</param>
internal readonly record struct Feature(FeatureKind Kind, int Id, int Count);
