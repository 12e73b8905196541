using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using FlameScope.Formats.Json;

namespace FlameScope.Core.Tests.Formats.Json;

public class JsonRunsTests
{
    private static readonly Gen<string> Blanks = Gen.OneOf("", "", "", " ", "\n   ", "\r\n\t");

    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.Int[0, 99_999].Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        Gen.Double[-1e6, 1e6].Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Select(Gen.Int[-999, 999], Gen.Long[0, long.MaxValue], (whole, part) => FormattableString.Invariant($"{whole}.{part}")),
        Gen.OneOf("null", "0", "-0", "0.5", "-0.5", "1e3", "2.5E-2", "99999999", "100000000", "123456789012345678", "1234567890123456789", "0.000000000000000001"));

    private static readonly Gen<string> Others = Gen.OneOf("true", "\"7\"", "\"x\\\"y\"", "[1,2]", "[]", "{\"a\":1}", "{}");

    private static readonly Gen<string> Arrays = Gen.Select(
        Gen.Select(Blanks, Gen.Frequency((12, Numbers), (1, Others)), Blanks, (before, value, after) => before + value + after).Array[0, 60],
        Gen.OneOf("", ",", " , "),
        (elements, end) => "[" + string.Join(",", elements) + (elements.Length > 0 ? end : "") + "]");

    private static readonly Gen<string> Lists = Gen.Select(
        Gen.OneOf(
            Gen.Select(Gen.Int[0, 2_000_000_000].Array[0, 12], Blanks, (list, blank) => "[" + blank + string.Join(blank + "," + blank, list) + "]"),
            Gen.OneOf("[]", "[ ]", "[1,]", "[-1]", "[1.5]", "[null]", "[[1]]", "7", "null")).Array[0, 20],
        Blanks,
        (lists, blank) => "[" + string.Join("," + blank, lists) + "]");

    [Fact]
    public void A_run_of_numbers_reads_as_its_elements_one_by_one() =>
        Gen.Select(Arrays, Gen.Int[0, 12], Gen.Int[1, 300].Array[1, 4], Gen.Int[1, 20]).Sample((text, decimals, sizes, room) =>
            Assert.Equal(OneByOne(text, decimals), InRuns(text, decimals, sizes, room)));

    [Fact]
    public void A_run_of_lists_reads_as_its_elements_one_by_one() =>
        Gen.Select(Lists, Gen.Int[1, 300].Array[1, 4]).Sample((text, sizes) =>
        {
            JsonCursor json = Open(text + " ", sizes);
            List<string> found = [];
            Span<int> list = stackalloc int[8];
            Assert.True(json.Read());
            while (json.ReadElement())
            {
                found.Add(Element(ref json));
                while (json.TryReadList(list, out int count))
                {
                    found.Add(string.Join(" ", list[..count].ToArray().Select(number => string.Create(CultureInfo.InvariantCulture, $"Number {number};"))) is { Length: > 0 } numbers
                        ? "StartArray " + numbers + " EndArray"
                        : "StartArray EndArray");
                }
            }

            Assert.False(json.IsCut);
            Assert.Equal(Elements(text), found);
        });

    [Theory]
    [InlineData("[1,02]")]
    [InlineData("[1,2.]")]
    [InlineData("[1,-]")]
    [InlineData("[1,2 3]")]
    [InlineData("[1,2}")]
    [InlineData("[1,,2]")]
    [InlineData("[1,nul]")]
    [InlineData("[1,2x,3]")]
    public void What_is_no_JSON_ends_a_run_with_the_tokenizers_error(string text)
    {
        string whole = text + new string(' ', 200);
        JsonCursor json = Open(whole, 400);
        Span<long> numbers = stackalloc long[10];
        int read = 0;
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            read++;
            while (json.ReadNumbers(0, numbers) is var count and > 0)
            {
                read += count;
            }
        }

        JsonCursor plain = Open(whole, 400);
        Assert.True(plain.Read());
        int expected = 0;
        while (plain.ReadElement())
        {
            expected++;
        }

        Assert.Equal(expected, read);
        Assert.NotNull(json.Error);
        Assert.Equal(plain.Error, json.Error);
    }

    [Fact]
    public void Digits_of_any_length_are_exact() =>
        Gen.Select(Gen.ULong[0, 999_999_999_999_999_999], Gen.Int[0, 17], Gen.Int[0, 18], Gen.Bool).Sample((digits, point, decimals, isNegative) =>
        {
            string text = digits.ToString(CultureInfo.InvariantCulture);
            text = point > 0 && point < text.Length ? text[..^point] + "." + text[^point..] : text;
            text = (isNegative ? "-" : "") + text;
            Span<long> numbers = stackalloc long[1];
            int place = 0;
            int count = JsonRuns.ReadNumbers(Encoding.UTF8.GetBytes("," + text + "]" + new string(' ', 60)), ref place, decimals, numbers, out bool isAtEdge);
            Assert.False(isAtEdge);
            if (count == 1)
            {
                Assert.True(JsonNumber.TryScale(Encoding.UTF8.GetBytes(text), decimals, out long expected));
                Assert.Equal(expected, numbers[0]);
                Assert.Equal(1 + text.Length, place);
            }
            else
            {
                Assert.True(text.Count(char.IsAsciiDigit) + decimals > 18, text);
            }
        });

    private static JsonCursor Open(string text, params int[] sizes) => new(JsonTexts.InBlocks(Encoding.UTF8.GetBytes(text), sizes, blockBytes: 300));

    private static List<string> OneByOne(string text, int decimals)
    {
        List<string> found = [];
        JsonCursor json = Open(text, 4000);
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            found.Add(Number(ref json, decimals));
        }

        Assert.False(json.IsCut);
        return found;
    }

    private static List<string> InRuns(string text, int decimals, int[] sizes, int room)
    {
        List<string> found = [];
        JsonCursor json = Open(text, sizes);
        Span<long> run = stackalloc long[room];
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            found.Add(Number(ref json, decimals));
            while (json.ReadNumbers(decimals, run) is var count and > 0)
            {
                foreach (long number in run[..count])
                {
                    found.Add(number == JsonRuns.Null ? "Null" : number.ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        Assert.False(json.IsCut);
        return found;
    }

    private static string Number(ref JsonCursor json, int decimals)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetNumber(decimals, out long number))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        string kind = json.TokenType.ToString();
        json.Skip();
        return kind;
    }

    private static List<string> Elements(string text)
    {
        List<string> found = [];
        JsonCursor json = Open(text, 4000);
        Assert.True(json.Read());
        while (json.ReadElement())
        {
            found.Add(Element(ref json));
        }

        return found;
    }

    private static string Element(ref JsonCursor json)
    {
        StringBuilder tokens = new();
        int open = 0;
        do
        {
            open += json.TokenType == JsonTokenType.StartArray ? 1 : json.TokenType == JsonTokenType.EndArray ? -1 : 0;
            tokens.Append(json.TokenType).Append(json.TokenType == JsonTokenType.Number ? " " + Encoding.UTF8.GetString(json.Text) + ";" : "").Append(' ');
        }
        while (open > 0 && json.Read());
        return tokens.ToString().Trim();
    }
}
