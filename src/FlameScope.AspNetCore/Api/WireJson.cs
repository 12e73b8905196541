using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Export;

namespace FlameScope.AspNetCore.Api;

/// <summary>What the API's JSON has in common.</summary>
internal static class WireJson
{
    // Everything readable stays readable; markup characters are escaped all the same.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static void WriteCoverage(Utf8JsonWriter json, ReadOnlySpan<byte> name, Coverage coverage)
    {
        json.WritePropertyName(name);
        json.WriteCoverageValue(coverage);
    }
}
