using System.Buffers;
using System.Text;
using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Fuzz.Checks;

namespace FlameScope.Core.Tests.Export;

/// <summary>Found by fuzzing: a character of several bytes at the end of the output's buffer broke what was written.</summary>
public sealed class LongNameTests
{
    [Theory]
    [InlineData("é", 0)]
    [InlineData("é", 1)]
    [InlineData("\u2401", 2)]
    [InlineData("🔥", 3)]
    public void A_name_of_characters_of_several_bytes_crosses_the_buffer_whole(string character, int offset)
    {
        string name = new string('x', offset) + string.Concat(Enumerable.Repeat(character, 30_000));
        ArrayBufferWriter<byte> output = new();
        new FoldedExporter().Export(FlameTree.Create(Stores.Of((0, "app", name))), output);
        Assert.Equal($"app;{name} 1\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_text_of_surrogate_pairs_crosses_the_buffer_whole_wherever_it_starts()
    {
        string pairs = string.Concat(Enumerable.Repeat("🔥", 30_000));
        for (int offset = 0; offset < 6; offset++)
        {
            ArrayBufferWriter<byte> bytes = new();
            using Utf8Output output = new(bytes);
            output.Write(new string('x', offset));
            output.Write(pairs);
            output.Flush();
            Assert.Equal(new string('x', offset) + pairs, Encoding.UTF8.GetString(bytes.WrittenSpan));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character()
    {
        ArrayBufferWriter<byte> bytes = new();
        using Utf8Output output = new(bytes);
        output.Write("\uD83D");
        output.Write("a\uDD25");
        output.Flush();
        Assert.Equal("\uFFFDa\uFFFD", Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    [Fact]
    public void Control_characters_all_over_a_profile_leave_every_export_whole() =>
        ExportCheck.Run(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i =>
            $"a  5 [000]  1.000000: 7 cycles: \n\t 3 f{i}{new string('\u0001', 200)}+0x1 (/bin/s)\n\n"))));
}
