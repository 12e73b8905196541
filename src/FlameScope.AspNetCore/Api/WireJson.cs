using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>What the API's JSON has in common.</summary>
internal static class WireJson
{
    // Everything readable stays readable; markup characters are escaped all the same.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static void WriteCoverage(Utf8JsonWriter json, ReadOnlySpan<byte> name, Coverage coverage)
    {
        json.WriteStartObject(name);
        json.WriteNumber("events"u8, coverage.Events);
        json.WriteNumber("samples"u8, coverage.Samples);
        json.WriteNumber("unparsed"u8, coverage.Unparsed);
        json.WriteNumber("shown"u8, coverage.Shown);
        json.WriteNumber("shownWeight"u8, coverage.ShownWeight);
        json.WriteNumber("idle"u8, coverage.Idle);
        json.WriteNumber("filteredByRange"u8, coverage.FilteredByRange);
        json.WriteNumber("filteredByEvent"u8, coverage.FilteredByEvent);
        json.WriteNumber("filteredByCondition"u8, coverage.FilteredByCondition);
        json.WriteNumber("stackless"u8, coverage.Stackless);
        json.WriteNumber("lost"u8, coverage.Lost);
        json.WriteEndObject();
    }
}
