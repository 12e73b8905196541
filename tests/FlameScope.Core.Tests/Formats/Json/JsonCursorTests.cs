using System.Text;
using CsCheck;
using FlameScope.Formats.Json;

namespace FlameScope.Core.Tests.Formats.Json;

public class JsonCursorTests
{
    [Fact]
    public void Block_borders_change_nothing() =>
        Gen.Select(JsonTexts.Any, Gen.Int[1, 40].Array[1, 4]).Sample((text, sizes) =>
            Assert.Equal(JsonTexts.WalkWhole(text), JsonTexts.Walk(JsonTexts.InBlocks(Encoding.UTF8.GetBytes("[" + text + " ]"), sizes))
                .Skip(1).SkipLast(1).Select(Outdented).ToList()));

    [Fact]
    public void Skipping_a_value_ends_at_its_end_wherever_blocks_end() =>
        Gen.Select(JsonTexts.Any, Gen.Int[1, 40].Array[1, 4]).Sample((text, sizes) =>
        {
            JsonCursor json = new(JsonTexts.InBlocks(Encoding.UTF8.GetBytes($"{{\"a\":{text},\"b\":1}}"), sizes));
            Assert.True(json.Read() && json.ReadMember());
            json.Skip();
            Assert.True(json.ReadMember());
            Assert.True(json.Is("b"u8));
            Assert.True(json.TryReadNumber(0, out long one));
            Assert.Equal(1, one);
            Assert.False(json.ReadMember());
            Assert.False(json.HasEnded);
            Assert.False(json.Read());
            Assert.False(json.IsCut);
        });

    [Fact]
    public void A_text_cut_at_any_byte_gives_the_tokens_before_and_says_that_it_is_cut()
    {
        const string Text = """{"a":[1,2.5,{"name":"x\"y","n":null}],"b":true,"c":"\u00e9"}""";
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        List<string> all = JsonTexts.WalkWhole(Text);
        for (int length = 1; length < bytes.Length; length++)
        {
            List<string> tokens = JsonTexts.Walk(JsonTexts.InBlocks(bytes[..length], 7));
            Assert.Equal(all.Take(tokens.Count), tokens);
            JsonCursor json = new(JsonTexts.InBlocks(bytes[..length], 5));
            while (json.Read())
            {
            }

            Assert.True(json.IsCut, $"cut at {length}");
        }
    }

    [Fact]
    public void Offsets_are_those_of_the_text()
    {
        byte[] text = Encoding.UTF8.GetBytes("\uFEFF [10,  20,\n 300,\"x\"]");
        JsonCursor json = new(JsonTexts.InBlocks(text, 3));
        List<(string, long)> found = [];
        while (json.Read())
        {
            found.Add((Encoding.UTF8.GetString(json.Text), json.Offset));
        }

        Assert.Equal([("[", 4L), ("10", 5L), ("20", 10L), ("300", 15L), ("x", 19L), ("]", 22L)], found);
    }

    [Fact]
    public void Of_a_string_of_many_megabytes_the_beginning_is_kept()
    {
        byte[] text = Encoding.UTF8.GetBytes("[\"" + new string('a', 9_000_000) + "\\\"" + new string('b', 9_000_000) + "\",17, \"z\"]");
        JsonCursor json = new(new JsonInput(Reader(text)));
        Assert.True(json.Read() && json.ReadElement());
        Assert.InRange(json.Text.Length, 1000, JsonInput.KeptBytes + 3);
        Assert.EndsWith("a…", Encoding.UTF8.GetString(json.Text), StringComparison.Ordinal);
        Assert.True(json.ReadElement());
        Assert.Equal("17", Encoding.UTF8.GetString(json.Text));
        Assert.Equal(text.Length - 8, json.Offset);
        Assert.True(json.ReadElement());
        Assert.False(json.ReadElement());
        Assert.False(json.Read());
        Assert.False(json.IsCut);
    }

    [Fact]
    public void A_gigantic_number_is_refused_with_its_place()
    {
        byte[] text = Encoding.UTF8.GetBytes("[" + new string('1', 12_000_000) + "]");
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() =>
        {
            JsonCursor json = new(new JsonInput(Reader(text)));
            while (json.Read())
            {
            }
        });
        Assert.Contains("byte 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Megabytes_of_blanks_take_no_memory()
    {
        string blanks = new(' ', 20_000_000);
        byte[] text = Encoding.UTF8.GetBytes(blanks + "[1" + blanks + "," + blanks + "2]");
        Assert.Equal(4, JsonTexts.Walk(new JsonInput(Reader(text))).Count);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_the_next_element_is_read()
    {
        string deep = new string('[', 5000) + new string(']', 5000);
        (List<string> names, int errors) = Events($"[{{\"n\":\"a\"}},{{\"n\":\"b\",\"x\":{deep}}},{{\"n\":\"c\"}}]", 1);
        Assert.Equal(["a", "c"], names);
        Assert.Equal(1, errors);
    }

    [Theory]
    [InlineData("{\"n\":\"b\",\"x\":NaN}")]
    [InlineData("{\"n\":\"b\",\"x\":-Infinity,\"y\":[{}]}")]
    [InlineData("{\"n\":\"b\",\"x\":\"tab\tin } text\"}")]
    [InlineData("{\"n\":\"b\",\"x\":\"bad \\q escape ] and more\"}")]
    [InlineData("{\"n\":\"b\" \"x\":1}")]
    [InlineData("{\"n\":\"b\",'x':{\"y\":2}}")]
    [InlineData("undefined")]
    [InlineData("{\"n\":\"b\",\"x\":01}")]
    public void After_an_element_that_is_not_JSON_the_next_one_is_read(string bad)
    {
        string inner = $"{{\"n\":\"a\"}},{bad},{{\"n\":\"c\"}} , {bad},{{\"n\":\"d\"}}";
        foreach (int size in (int[])[1, 7, 1000])
        {
            Assert.Equal(["a", "c", "d"], Events($"[{inner}]", 1, size).Names);
            Assert.Equal(["a", "c", "d"], Events($"{{\"traceEvents\":[{inner}]}}", 2, size).Names);
        }
    }

    [Fact]
    public void A_text_of_nothing_but_errors_comes_to_an_end()
    {
        byte[] text = Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat("{NaN},", 100_000)) + "]");
        Assert.True(Events(Encoding.UTF8.GetString(text), 1, 100_000).Errors is > 100 and < 2000);
    }

    private static (List<string> Names, int Errors) Events(string text, int depth, int blockBytes = 7)
    {
        JsonCursor json = new(JsonTexts.InBlocks(Encoding.UTF8.GetBytes(text), blockBytes));
        for (int i = 0; i < (depth == 1 ? 1 : 3); i++)
        {
            Assert.True(json.Read());
        }

        List<string> names = [];
        int errors = 0;
        while (json.ReadElement() || Recover(ref json, depth, ref errors))
        {
            if (json.TokenType != System.Text.Json.JsonTokenType.StartObject)
            {
                continue;
            }

            string name = "";
            while (json.ReadMember())
            {
                if (json.Is("n"u8) && json.TryReadText(out ReadOnlySpan<byte> value))
                {
                    name = Encoding.UTF8.GetString(value);
                }
                else
                {
                    json.Skip();
                }
            }

            if (!json.HasEnded)
            {
                names.Add(name);
            }
        }

        return (names, errors);
    }

    private static bool Recover(ref JsonCursor json, int depth, ref int errors)
    {
        errors += json.Error is null ? 0 : 1;
        return json.TryRecover(depth);
    }

    private static string Outdented(string token)
    {
        int blank = token.IndexOf(' ', StringComparison.Ordinal);
        return (int.Parse(token[..blank], System.Globalization.CultureInfo.InvariantCulture) - 1) + token[blank..];
    }

    private static Func<Memory<byte>, int> Reader(byte[] text)
    {
        MemoryStream stream = new(text);
        return space => stream.Read(space.Span);
    }
}
