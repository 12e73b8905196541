using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FlameScope.Storage;

namespace FlameScope.Export;

/// <summary>What the JSON exporters have in common.</summary>
internal static class JsonCoverage
{
    // Everything readable stays readable; markup characters are escaped all the same, so that the output may stand in a page.
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static void Write(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartObject("coverage"u8);
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
