using FlameScope.Flames;

namespace FlameScope.AspNetCore.Api;

/// <summary>The flat profile in the API.</summary>
internal static class TopView
{
    public static JsonResult ResultOf(TopTable table, int most) => new(json =>
    {
        json.WriteStartObject();
        json.WriteString("event"u8, table.EventName);
        json.WriteString("unit"u8, table.Metric.Unit);
        json.WriteNumber("total"u8, table.Total);
        json.WriteNumber("functions"u8, table.Rows.Count);
        WireJson.WriteCoverage(json, "coverage"u8, table.Coverage);
        json.WriteStartArray("rows"u8);
        foreach (TopRow row in table.Rows.Take(most))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, row.Name);
            json.WriteString("kind"u8, FlameView.NameOf(row.Kind));
            json.WriteString("module"u8, row.Module);
            json.WriteNumber("self"u8, row.Self);
            json.WriteNumber("total"u8, row.Total);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
