namespace FlameScope.Samples;

/// <summary>The labels that say in which control group a sample ran, for formats that set them and views that show them.</summary>
internal static class CgroupLabels
{
    /// <summary>The group's path from the root of all groups.</summary>
    public const string Path = "cgroup";

    /// <summary>The container that the group is of, as its tools show it.</summary>
    public const string Container = "container";

    /// <summary>The Kubernetes pod that the group is of.</summary>
    public const string Pod = "pod";

    /// <summary>The path of a set of labels; <see langword="null"/> where it has none.</summary>
    public static string? PathOf(Profile profile, LabelSetId set) => ValueOf(profile, set, "cgroup"u8);

    /// <summary>The group in few words: container and pod, or else the path; <see langword="null"/> where a set of labels has none.</summary>
    public static string? NameOf(Profile profile, LabelSetId set) =>
        ValueOf(profile, set, "container"u8) is not string container ? PathOf(profile, set)
        : ValueOf(profile, set, "pod"u8) is string pod ? $"{container} (pod {pod})"
        : container;

    private static string? ValueOf(Profile profile, LabelSetId set, ReadOnlySpan<byte> key)
    {
        for (; set != LabelSetId.Empty; set = profile.LabelTable[set.Value].Parent)
        {
            Label label = profile.LabelTable[set.Value];
            if (profile.Strings[label.Key].SequenceEqual(key))
            {
                return profile.Strings.GetString(label.Value);
            }
        }

        return null;
    }
}
