using System.Globalization;
using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>The parameters that ask for the samples of one row of a heat map: the way back from what <see cref="ViewRequest"/> reads.</summary>
internal static class RowFilters
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<HeatMapRow> rows)
    {
        json.WriteStartArray("rowFilters"u8);
        foreach (HeatMapRow row in rows)
        {
            Dictionary<string, string> parameters = [];
            if (TryAdd(row.Condition, parameters))
            {
                json.WriteStartObject();
                foreach ((string name, string value) in parameters)
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    // What is negative stands for what the input does not tell, which cannot be asked for.
    private static bool TryAdd(SampleCondition condition, Dictionary<string, string> parameters) => condition switch
    {
        CpuCondition { Number: >= 0 } cpu => parameters.TryAdd("cpu", Text(cpu.Number)),
        ProcessCondition { Pid: >= 0 } process => parameters.TryAdd("process", Text(process.Pid)),
        ProcessCondition => true,
        ThreadCondition { Tid: >= 0 } thread => parameters.TryAdd("thread", Text(thread.Tid)),
        CommandCondition command => TryAdd(command.Pattern.ToString(), command.Pattern, parameters),
        GroupCondition { IsAll: true } all => all.Parts.All(part => TryAdd(part, parameters)) && parameters.Count > 0,
        _ => false,
    };

    // Not every pattern can be typed.
    private static bool TryAdd(string text, TextPattern pattern, Dictionary<string, string> parameters) =>
        text.Length > 1 && TextPattern.Parse(text).Equals(pattern) && parameters.TryAdd("command", text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
