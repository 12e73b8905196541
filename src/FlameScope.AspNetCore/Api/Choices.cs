namespace FlameScope.AspNetCore.Api;

/// <summary>Parameters whose values are one of a few names, in any case.</summary>
internal static class Choices
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Names = new(StringComparer.Ordinal)
    {
        ["names"] = ViewNames.FrameNames,
        ["root"] = ViewNames.RootGroupings,
        ["rowsBy"] = ViewNames.RowKinds,
        ["ran"] = ["kernel", "user"],
        ["weight"] = ViewNames.SampleWeights,
        ["side"] = ["callers", "callees"],
        ["view"] = ["heatmap", "flame", "diff", "top", "chart"],
        ["layout"] = ["flame", "icicle"],
        ["theme"] = ["auto", "light", "dark"],
        ["width"] = ["examined", "baseline", "both"],
    };

    /// <summary>The names that a parameter may have; <see langword="null"/> where it has no choices.</summary>
    public static IReadOnlyList<string>? Of(string? parameter) => parameter is null ? null : Names.GetValueOrDefault(parameter);

    /// <summary>Reads a parameter that may be left out.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="text">What the request has.</param>
    /// <returns>The place of the chosen name; <see langword="null"/> where the request has none.</returns>
    /// <exception cref="ApiException">There is no such choice.</exception>
    public static int? Read(string parameter, string? text)
    {
        IReadOnlyList<string> names = Names[parameter];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw Unknown(parameter, text);
    }

    /// <summary>Reads a parameter that is needed.</summary>
    /// <exception cref="ApiException">There is no such choice, or none at all.</exception>
    public static string ReadRequired(string parameter, string? text) =>
        Read(parameter, text) is int place ? Names[parameter][place] : throw Unknown(parameter, null);

    private static ApiException Unknown(string parameter, string? text)
    {
        IReadOnlyList<string> names = Names[parameter];
        return ApiException.BadParameter(parameter, $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}", text, names);
    }
}
