using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using FlameScope.Formats.Json;

namespace FlameScope.Core.Tests.Formats.Json;

/// <summary>JSON texts, and ways to hand them out in blocks.</summary>
internal static class JsonTexts
{
    public static Gen<string> Any { get; } = Values(4);

    /// <summary>The text in blocks of these sizes, again and again.</summary>
    public static JsonInput InBlocks(byte[] text, params int[] sizes) => InBlocks(text, sizes, blockBytes: 32);

    /// <summary>The text in blocks of these sizes, of which the input asks for so much at once.</summary>
    public static JsonInput InBlocks(byte[] text, int[] sizes, int blockBytes)
    {
        int offset = 0;
        int reads = 0;
        return new JsonInput(
            space =>
            {
                int count = Math.Min(Math.Min(Math.Max(1, sizes[reads++ % sizes.Length]), space.Length), text.Length - offset);
                text.AsMemory(offset, count).CopyTo(space);
                offset += count;
                return count;
            },
            blockBytes);
    }

    /// <summary>Every token that a cursor finds, with its depth and its text.</summary>
    public static List<string> Walk(JsonInput input)
    {
        JsonCursor json = new(input);
        List<string> tokens = [];
        while (json.Read())
        {
            tokens.Add(string.Create(CultureInfo.InvariantCulture, $"{json.Depth} {json.TokenType} {Encoding.UTF8.GetString(json.Text)}"));
        }

        Assert.Null(json.Error);
        return tokens;
    }

    /// <summary>The same from the platform's reader over the whole text.</summary>
    public static List<string> WalkWhole(string text)
    {
        Utf8JsonReader json = new(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowTrailingCommas = true });
        List<string> tokens = [];
        while (json.Read())
        {
            int depth = json.CurrentDepth + (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0);
            string value = json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
            tokens.Add(string.Create(CultureInfo.InvariantCulture, $"{depth} {json.TokenType} {value}"));
        }

        return tokens;
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Values(int depth)
    {
        Gen<string> blank = OneOf("", " ", "\n", "\r\n\t", "       ");
        Gen<string> text = OneOf(
            "\"\"", "\"a\"", "\"with \\\"quotes\\\" and \\\\\"", "\"\\u00e9\\uD83D\\uDE00 end\"", "\"héllo – 😀\"", "\"\\n\\t\\r\\b\\f\\/\"",
            "\"[{]},:\"", "\"" + new string('x', 200) + "\"");
        Gen<string> number = OneOf("0", "-1", "12.5", "1e3", "-0.25E-2", "3197270563.125", "123456789012345678901234567890");
        Gen<string> scalar = Gen.OneOf(text, number, OneOf("true", "false", "null"));
        if (depth == 0)
        {
            return Gen.Select(blank, scalar, (space, value) => space + value);
        }

        Gen<string> inner = Values(depth - 1);
        Gen<string> comma = OneOf("", ",", " , ");
        Gen<string> array = Gen.Select(inner.Array[0, 4], comma, (values, last) => "[" + string.Join(",", values) + (values.Length > 0 ? last : "") + " ]");
        Gen<string> members = Gen.Select(text, blank, inner, (name, space, value) => name + space + ":" + value).Array[0, 4]
            .Select(values => "{" + string.Join(", ", values) + "}");
        return Gen.Select(blank, Gen.OneOf(scalar, array, members), (space, value) => space + value);
    }
}
