using System.Buffers;
using System.Text;
using FlameScope.Export;
using FlameScope.Flames;
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
        new FoldedExporter().Export(FlameTree.Build(Stores.Of((0, "app", name))), output);
        Assert.Equal($"app;{name} 1\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Control_characters_all_over_a_profile_leave_every_export_whole() =>
        ExportCheck.Run(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i =>
            $"a  5 [000]  1.000000: 7 cycles: \n\t 3 f{i}{new string('\u0001', 200)}+0x1 (/bin/s)\n\n"))));
}
