using System.Text.Json;

namespace FlameScope.Loading;

/// <summary>Markers as a JSON array of objects.</summary>
internal static class MarkerJson
{
    private const string Expected = "expected an array of objects such as {\"time\":7.2,\"duration\":0.3,\"name\":\"deploy\",\"kind\":\"ops\"}";

    /// <summary>Whether a text begins an array whose first object has a marker's members and no others.</summary>
    public static bool Recognize(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text, isFinalBlock: false, state: default);
        bool hasTime = false;
        bool hasName = false;
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray || !json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                hasTime |= json.ValueTextEquals("time"u8);
                hasName |= json.ValueTextEquals("name"u8);
                if (!IsMember(json.GetString()) || !json.Read() || json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return false;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return hasTime && hasName && json.TokenType == JsonTokenType.EndObject;
    }

    public static List<NamedMarker> Read(string text, Profile profile)
    {
        using JsonDocument document = Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new ProfileFormatException($"The list of markers is no array: {Expected}.");
        }

        List<NamedMarker> markers = [];
        foreach (JsonElement marker in document.RootElement.EnumerateArray())
        {
            string place = FormattableString.Invariant($"marker {markers.Count + 1}");
            if (marker.ValueKind != JsonValueKind.Object)
            {
                throw new ProfileFormatException($"{place}: {Expected}.");
            }

            foreach (JsonProperty member in marker.EnumerateObject())
            {
                if (!IsMember(member.Name))
                {
                    throw new ProfileFormatException($"{place}: there is no member '{member.Name}'; {Expected}.");
                }
            }

            markers.Add(new MarkerFields(place, Text("time"), Text("duration"), Text("name"), Text("kind")).In(profile));

            string? Text(string name)
            {
                if (!marker.TryGetProperty(name, out JsonElement value))
                {
                    return null;
                }

                return value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => value.GetString(),
                    // The digits as they stand there: a time never goes through floating point.
                    JsonValueKind.Number when name is "time" or "duration" => value.GetRawText(),
                    _ => throw new ProfileFormatException($"{place}: '{name}' is no {(name is "time" or "duration" ? "time" : "text")}; {Expected}."),
                };
            }
        }

        return markers;
    }

    private static bool IsMember(string? name) => name is "time" or "duration" or "name" or "kind";

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw new ProfileFormatException(
                FormattableString.Invariant($"line {(error.LineNumber ?? 0) + 1}: the list of markers is no JSON; {Expected}. {error.Message}"), error);
        }
    }
}
