using System.Text.Json;

namespace FlameScope.Formats.Json;

/// <summary>What the beginning of a JSON text shows of its outermost value: enough to recognise a format by.</summary>
internal sealed class JsonHead
{
    private const int MaxNames = 64;
    private const int MaxElements = 32;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _elementNames = new(StringComparer.Ordinal);

    private JsonHead()
    {
    }

    /// <summary>Whether the text is JSON as far as can be seen: an object, or an array that begins with one or is empty.</summary>
    public bool IsJson => IsObject || IsArray;

    /// <summary>Whether the outermost value is an object.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Whether the outermost value is an array.</summary>
    public bool IsArray { get; private set; }

    /// <summary>Whether the outermost value ends within the beginning, so that it has no members that are not seen.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Looks at a text's beginning.</summary>
    public static JsonHead Of(in ProfileHead head)
    {
        JsonHead found = new();
        ReadOnlySpan<byte> text = head.Bytes.StartsWith("\uFEFF"u8) ? head.Bytes["\uFEFF"u8.Length..] : head.Bytes;
        text = text.TrimStart(" \t\r\n"u8);
        if (text is not [(byte)'{' or (byte)'[', ..])
        {
            return found;
        }

        try
        {
            found.Look(text);
        }
        catch (JsonException)
        {
            // What comes before is enough, or it is not JSON at all.
        }

        return found;
    }

    /// <summary>Names of the outermost object's members within the beginning.</summary>
    public IReadOnlyCollection<string> Names => IsObject ? _names : [];

    /// <summary>Whether the outermost object has a member of this name within the beginning.</summary>
    public bool Has(string name) => IsObject && _names.Contains(name);

    /// <summary>Whether the outermost value is an array, and one of its first objects has a member of this name.</summary>
    public bool ElementsHave(string name) => IsArray && _elementNames.Contains(name);

    private void Look(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true, MaxDepth = 256 }));
        int elements = 0;
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.StartObject when json.CurrentDepth == 0:
                    IsObject = true;
                    break;
                case JsonTokenType.StartArray when json.CurrentDepth == 0:
                    break;
                case JsonTokenType.StartObject when json.CurrentDepth == 1 && !IsObject:
                    IsArray = true;
                    elements++;
                    break;
                case JsonTokenType.PropertyName when json.CurrentDepth == 1 && IsObject && _names.Count < MaxNames:
                    _names.Add(NameOf(json));
                    break;
                case JsonTokenType.PropertyName when json.CurrentDepth == 2 && IsArray && elements <= MaxElements && _elementNames.Count < MaxNames:
                    _elementNames.Add(NameOf(json));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray when json.CurrentDepth == 0:
                    IsArray |= !IsObject && elements == 0;
                    IsWhole = true;
                    return;
                default:
                    if (json.CurrentDepth == 1 && !IsObject && elements == 0 && json.TokenType != JsonTokenType.EndArray)
                    {
                        return;
                    }

                    break;
            }
        }
    }

    private static string NameOf(in Utf8JsonReader json) => System.Text.Encoding.UTF8.GetString(json.ValueSpan);
}
