using System.Text.Json;

namespace FlameScope.Export.Json;

/// <summary>What the JSON exporters have in common.</summary>
internal static class JsonCoverage
{
    public static void Write(Utf8JsonWriter json, Coverage coverage)
    {
        json.WritePropertyName("coverage"u8);
        json.WriteCoverageValue(coverage);
    }
}
