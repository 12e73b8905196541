using System.Text.Json;

namespace FlameScope.Export.Firefox;

/// <summary>The categories of a profile: where code comes from, then the kinds of markers.</summary>
internal static class FirefoxCategories
{
    /// <summary>The category of what has none of its own.</summary>
    public const int Other = 0;

    private static readonly (string Name, string Color)[] Fixed =
        [("Other", "grey"), ("User", "yellow"), ("Kernel", "orange"), ("JIT", "blue"), ("Unknown", "darkgrey")];

    /// <summary>How many come before the kinds of markers.</summary>
    public static int FixedCount => Fixed.Length;

    public static int Of(FrameKind kind) => kind switch
    {
        FrameKind.Kernel => 2,
        FrameKind.Jit => 3,
        FrameKind.Unknown => 4,
        _ => 1,
    };

    public static void Write(Utf8JsonWriter json, IEnumerable<string> markerKinds)
    {
        json.WriteStartArray("categories"u8);
        foreach ((string name, string color) in Fixed.Concat(markerKinds.Select(kind => (kind, "purple"))))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteString("color"u8, color);
            json.WriteStartArray("subcategories"u8);
            json.WriteStringValue("Other"u8);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
