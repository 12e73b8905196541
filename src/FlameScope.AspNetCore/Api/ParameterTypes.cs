using System.Text.Json.Nodes;
using FlameScope.Export;
using Microsoft.OpenApi;

namespace FlameScope.AspNetCore.Api;

/// <summary>What the values of parameters are, for the API's description. Requests have text: <see cref="Parameters"/> reads it in words of its own.</summary>
internal static class ParameterTypes
{
    /// <summary>Gives a parameter the type that its name stands for; text stays text.</summary>
    public static void Describe(OpenApiParameter parameter)
    {
        if (parameter.Schema is OpenApiSchema { Type: JsonSchemaType type } schema && (type & JsonSchemaType.String) != 0)
        {
            Describe(parameter.Name, schema);
        }
    }

    private static void Describe(string? name, OpenApiSchema schema)
    {
        switch (name)
        {
            case "limit" or "count" or "most":
                (schema.Type, schema.Minimum) = (JsonSchemaType.Integer, "1");
                break;
            case "least":
                (schema.Type, schema.Minimum, schema.Maximum) = (JsonSchemaType.Number, "0", "1");
                break;
            case "idle" or "waiting" or "inverted":
                schema.Type = JsonSchemaType.Boolean;
                break;
            case not null when Choices.Of(name) is IReadOnlyList<string> choices:
                Choose(schema, choices);
                break;
            case "format":
                Choose(schema, KnownExports.All.Select(format => format.Name).Distinct());
                break;
        }
    }

    private static void Choose(OpenApiSchema schema, IEnumerable<string> names) =>
        (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. names.Select(name => (JsonNode)name)]);
}
