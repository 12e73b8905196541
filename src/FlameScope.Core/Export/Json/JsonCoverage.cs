using System.Text.Json;

namespace FlameScope.Export.Json;

/// <summary>The account of a view's samples in JSON; docs/json.md describes its members.</summary>
internal static class JsonCoverage
{
    public static void Write(Utf8JsonWriter json, Coverage coverage)
    {
        json.WritePropertyName("coverage"u8);
        WriteValue(json, coverage);
    }

    public static void WriteValue(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartObject();
        json.WriteNumber("events"u8, coverage.Events);
        json.WriteNumber("samples"u8, coverage.Samples);
        if (coverage.Derived > 0)
        {
            json.WriteNumber("derived"u8, coverage.Derived);
        }

        json.WriteNumber("unparsed"u8, coverage.Unparsed);
        json.WriteNumber("shown"u8, coverage.Shown);
        json.WriteNumber("shownWeight"u8, coverage.ShownWeight);
        if (coverage.IsSaturated)
        {
            json.WriteBoolean("isSaturated"u8, true);
        }

        json.WriteNumber("idle"u8, coverage.Idle);
        json.WriteNumber("waiting"u8, coverage.Waiting);
        json.WriteNumber("filteredByRange"u8, coverage.FilteredByRange);
        json.WriteNumber("filteredByEvent"u8, coverage.FilteredByEvent);
        json.WriteNumber("filteredByCondition"u8, coverage.FilteredByCondition);
        json.WriteNumber("stackless"u8, coverage.Stackless);
        json.WriteNumber("lost"u8, coverage.Lost);
        json.WriteEndObject();
    }
}
