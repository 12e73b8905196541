using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace FlameScope.Export.Json;

/// <summary>What the JSON exporters have in common.</summary>
internal static class JsonCoverage
{
    // Everything readable stays readable; markup characters are escaped all the same, so that the output may stand in a page.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static void Write(Utf8JsonWriter json, Coverage coverage)
    {
        json.WritePropertyName("coverage"u8);
        json.WriteCoverageValue(coverage);
    }
}
