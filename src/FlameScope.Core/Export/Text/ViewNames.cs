using System.Diagnostics.CodeAnalysis;

namespace FlameScope;

/// <summary>What rows, roots and kinds of code are called in the command's options, the API's parameters and all exports.</summary>
public static class ViewNames
{
    private static readonly string[] RowKindNames = ["offset", "cpu", "thread", "process", "command", "cgroup"];
    private static readonly string[] RootGroupingNames = ["command", "process", "thread", "none"];
    private static readonly string[] FrameGroupingNames = ["function", "module", "java-package", "node-package"];
    private static readonly string[] FrameNamesNames = ["full", "short"];
    private static readonly string[] FrameKindNames = ["unknown", "user", "kernel", "jit", "inlined"];
    private static readonly string[] TimeAxisNames = ["clock", "none", "deltas"];
    private static readonly string[] SampleWeightNames = ["count", "period", "value"];

    /// <summary>Names of <see cref="HeatMapRowKind"/>, in its order.</summary>
    public static IReadOnlyList<string> RowKinds => RowKindNames;

    /// <summary>Names of <see cref="RootGrouping"/>, in its order.</summary>
    public static IReadOnlyList<string> RootGroupings => RootGroupingNames;

    /// <summary>Names of <see cref="FrameGrouping"/>, in its order.</summary>
    public static IReadOnlyList<string> FrameGroupings => FrameGroupingNames;

    /// <summary>Names of <see cref="FlameScope.FrameNames"/>, in its order.</summary>
    public static IReadOnlyList<string> FrameNames => FrameNamesNames;

    /// <summary>Names of <see cref="FrameKind"/>, in its order.</summary>
    public static IReadOnlyList<string> FrameKinds => FrameKindNames;

    /// <summary>Words for what a sample adds: 1, or its value, which perf calls its period; both words stand for it.</summary>
    public static IReadOnlyList<string> SampleWeights => SampleWeightNames;

    /// <summary>The name of a kind of rows.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static string NameOf(HeatMapRowKind kind) => NameOf(RowKindNames, (int)kind);

    /// <summary>The name of what stands at the root.</summary>
    /// <param name="root">The grouping.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grouping.</exception>
    public static string NameOf(RootGrouping root) => NameOf(RootGroupingNames, (int)root);

    /// <summary>The word for what the times of a profile are.</summary>
    /// <param name="axis">The kind of times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static string NameOf(TimeAxis axis) => NameOf(TimeAxisNames, (int)axis);

    /// <summary>The word for a weight; <c>period</c> for <see cref="SampleWeight.Value"/>.</summary>
    /// <param name="weight">What a sample adds.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public static string NameOf(SampleWeight weight) => NameOf(SampleWeightNames, (int)weight);

    /// <summary>The name of a kind of code.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static string NameOf(FrameKind kind) => NameOf(FrameKindNames, (int)kind);

    /// <summary>Finds a kind of rows by its name, in any case.</summary>
    /// <param name="text">The name.</param>
    /// <param name="kind">The kind; offsets where there is none of that name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out HeatMapRowKind kind)
    {
        bool isKnown = TryFind(RowKindNames, text, out int place);
        kind = (HeatMapRowKind)place;
        return isKnown;
    }

    /// <summary>Finds what stands at the root by its name, in any case.</summary>
    /// <param name="text">The name.</param>
    /// <param name="root">The grouping; by command where there is none of that name.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out RootGrouping root)
    {
        bool isKnown = TryFind(RootGroupingNames, text, out int place);
        root = (RootGrouping)place;
        return isKnown;
    }

    private static string NameOf(string[] names, int place) => place >= 0 && place < names.Length
        ? names[place]
        : throw new ArgumentOutOfRangeException(nameof(place), place, "There is no such value.");

    private static bool TryFind(string[] names, string? text, out int place)
    {
        int found = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        place = Math.Max(0, found);
        return found >= 0;
    }
}
