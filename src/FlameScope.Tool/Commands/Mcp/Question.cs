using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlameScope.Tool.Commands;

/// <summary>A question that an assistant may ask.</summary>
internal sealed class Question
{
    public required string Name { get; init; }

    /// <summary>What it answers, for the assistant.</summary>
    public required string Description { get; init; }

    public required IReadOnlyList<QuestionParameter> Parameters { get; init; }

    /// <summary>Asks the API, and puts its answers into words.</summary>
    public required Func<Asking, AnswerText, Task> Answer { get; init; }

    /// <exception cref="RefusedQuestionException">Something is missing, or the API says why there is no answer.</exception>
    public async Task<string> AnswerAsync(RecordingApi api, IEnumerable<KeyValuePair<string, JsonElement>> arguments, CancellationToken cancellationToken)
    {
        AnswerText text = new();
        await Answer(new Asking(api, [.. Read(arguments)], cancellationToken), text).ConfigureAwait(false);
        return text.ToString();
    }

    /// <summary>The JSON Schema of the arguments.</summary>
    public JsonElement Schema()
    {
        JsonObject properties = [];
        foreach (QuestionParameter parameter in Parameters)
        {
            JsonObject described = new() { ["description"] = parameter.Description };
            if (parameter.IsList)
            {
                described["type"] = "array";
                described["items"] = new JsonObject { ["type"] = "string" };
            }
            else
            {
                described["type"] = new JsonArray("string", "number", "boolean");
            }

            properties[parameter.Name] = described;
        }

        JsonObject schema = new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. Parameters.Where(parameter => parameter.IsRequired).Select(parameter => (JsonNode)parameter.Name)]),
            ["additionalProperties"] = false,
        };
        using JsonDocument document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private IEnumerable<KeyValuePair<string, string>> Read(IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        HashSet<string> said = [];
        foreach ((string name, JsonElement value) in arguments)
        {
            if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            {
                continue;
            }

            if (Parameters.All(parameter => parameter.Name != name))
            {
                throw new RefusedQuestionException($"{Name} takes no '{name}': it takes {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.");
            }

            said.Add(name);
            foreach (JsonElement one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
            {
                yield return new(name, TextOf(name, one));
            }
        }

        foreach (QuestionParameter parameter in Parameters.Where(parameter => !said.Contains(parameter.Name)))
        {
            if (parameter.IsRequired)
            {
                throw new RefusedQuestionException($"{Name} needs '{parameter.Name}': {parameter.Description}");
            }

            if (parameter.Default is string usual)
            {
                yield return new(parameter.Name, usual);
            }
        }
    }

    private static string TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => throw new RefusedQuestionException($"'{name}' is neither text nor a number: {value.GetRawText()[..Math.Min(60, value.GetRawText().Length)]}"),
    };
}
