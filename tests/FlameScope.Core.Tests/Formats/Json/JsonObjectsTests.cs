using System.Text;
using System.Text.Json;
using CsCheck;
using FlameScope.Formats.Json;

namespace FlameScope.Core.Tests.Formats.Json;

public class JsonObjectsTests
{
    private static readonly Gen<string> Names = Gen.OneOf("a", "name", "ts", "a longer name than a word", "", "é");

    private static readonly Gen<string> Objects = Gen.Select(
        Gen.Select(Names, JsonTexts.Any, Gen.OneOf("", "", " ", "\n\t"), (name, value, blank) => $"{blank}\"{name}\"{blank}:{blank}{value}{blank}").Array[0, 8],
        members => "{" + string.Join(",", members) + "}");

    private static readonly Gen<string> Elements = Gen.Frequency(
        (6, Objects),
        (1, Gen.OneOf("1", "null", "[1]", "{\"a\\u0041\":1}", "{\"a\":1,}", "{\"deep\":" + new string('[', 70) + new string(']', 70) + "}")));

    [Fact]
    public void Plain_objects_read_as_their_tokens_do() =>
        Gen.Select(Elements.Array[1, 12], Gen.Int[1, 500].Array[1, 4]).Sample((elements, sizes) =>
        {
            byte[] text = Encoding.UTF8.GetBytes("[0," + string.Join(", ", elements) + "]  ");
            List<(long Offset, string Text)> expected = ByTokens(text);
            List<(long Offset, string Text)> found = ByObjects(text, sizes, out _);
            Assert.Equal(expected.Select(element => element.Offset), found.Select(element => element.Offset));
            foreach (((_, string whole), (_, string plain)) in expected.Zip(found).Where(pair => pair.Second.Text.Length > 0))
            {
                Assert.Equal(whole, plain);
            }
        });

    [Fact]
    public void Objects_in_one_block_are_read_without_a_token()
    {
        byte[] text = Encoding.UTF8.GetBytes("[0," + string.Join(", ", Enumerable.Repeat("{\"ph\":\"X\", \"ts\":1.5e3,\"args\":{\"a\":[1,\"x\\n\",{}]}}", 40)) + "]");
        Assert.Equal(ByTokens(text).Where((_, i) => i % 2 == 1), ByObjects(text, [text.Length], out int read).Where((_, i) => i % 2 == 1));
        Assert.Equal(20, read);
    }

    [Theory]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":truex}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{\"a\":[1,}")]
    [InlineData("{\"a\":[1}]")]
    [InlineData("{\"a\":{\"b\"}}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("{\"a\":\"\\q\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{,}")]
    public void What_is_no_JSON_is_left_to_the_tokenizer(string item)
    {
        byte[] text = Encoding.UTF8.GetBytes("[0," + item + new string(' ', 100));
        JsonCursor json = new(JsonTexts.InBlocks(text, [text.Length], blockBytes: 1000));
        Assert.True(json.Read() && json.ReadElement());
        Assert.False(json.TryReadObject(out _));
        while (json.Read())
        {
        }

        Assert.NotNull(json.Error);
    }

    // Every second object is given back, and read by tokens: it has no text then.
    private static List<(long Offset, string Text)> ByObjects(byte[] text, int[] sizes, out int read)
    {
        List<(long, string)> found = [];
        JsonCursor json = new(JsonTexts.InBlocks(text, sizes, blockBytes: Math.Max(600, sizes[0])));
        bool isGivenBack = true;
        read = 0;
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            found.Add((json.Offset, ""));
            json.Skip();
            while (json.TryReadObject(out JsonObject item))
            {
                isGivenBack = !isGivenBack;
                if (isGivenBack)
                {
                    json.Unread();
                    break;
                }

                read++;
                found.Add((item.Offset, Described(item)));
            }
        }

        Assert.False(json.IsCut);
        return found;
    }

    private static string Described(JsonObject item)
    {
        StringBuilder members = new();
        foreach (JsonMember member in item.Members)
        {
            members.Append('|').Append(Encoding.UTF8.GetString(item.NameOf(member))).Append('=').Append(member.Kind).Append(Encoding.UTF8.GetString(item.ValueOf(member)));
        }

        return members.ToString();
    }

    private static List<(long Offset, string Text)> ByTokens(byte[] text)
    {
        List<(long, string)> found = [];
        JsonCursor json = new(JsonTexts.InBlocks(text, [text.Length], blockBytes: text.Length + 16));
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            long offset = json.Offset;
            string members = "";
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
            }
            else
            {
                members = MembersOf(ref json, text);
            }

            found.Add((offset, members));
        }

        Assert.False(json.IsCut);
        return found;
    }

    private static string MembersOf(ref JsonCursor json, byte[] text)
    {
        StringBuilder members = new();
        while (json.ReadMember())
        {
            members.Append('|').Append(Encoding.UTF8.GetString(json.Text)).Append('=');
            Assert.True(json.Read());
            JsonTokenType type = json.TokenType;
            int start = (int)json.Offset;
            int digits = json.Text.Length;
            json.Skip();
            int end = type switch
            {
                JsonTokenType.String => EndOfString(text, start),
                JsonTokenType.Number => start + digits,
                JsonTokenType.True or JsonTokenType.Null => start + "null".Length,
                JsonTokenType.False => start + "false".Length,
                _ => (int)json.Offset + 1,
            };
            string value = Encoding.UTF8.GetString(text.AsSpan(start..end));
            members.Append(type switch
            {
                JsonTokenType.String => value.Contains('\\') ? JsonMemberKind.EscapedText : JsonMemberKind.Text,
                JsonTokenType.Number => JsonMemberKind.Number,
                _ => JsonMemberKind.Other,
            });
            members.Append(type == JsonTokenType.String ? value[1..^1] : value);
        }

        return members.ToString();
    }

    private static int EndOfString(byte[] text, int start)
    {
        int next = start + 1;
        while (text[next] != '"')
        {
            next += text[next] == '\\' ? 2 : 1;
        }

        return next + 1;
    }
}
