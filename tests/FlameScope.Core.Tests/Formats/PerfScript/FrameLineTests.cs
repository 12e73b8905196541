using CsCheck;
using FlameScope.Formats.PerfScript;

namespace FlameScope.Core.Tests.Formats.PerfScript;

public sealed class FrameLineTests
{
    private static readonly Gen<byte> Bytes = Gen.OneOf(
        Gen.OneOf((byte)' ', (byte)' ', (byte)'0', (byte)'9', (byte)'a', (byte)'f'), Gen.OneOf((byte)'g', (byte)'/', (byte)':', (byte)'`', (byte)0xff, (byte)'\t'));

    private static readonly Gen<byte[]> Padded = Gen.Select(Gen.Int[0, 16], Gen.OneOf("0123456789abcdef"u8.ToArray()).Array[16], (blanks, digits) =>
        (byte[])[.. Enumerable.Repeat((byte)' ', blanks), .. digits[blanks..]]);

    [Fact]
    public void The_vectorised_look_at_an_address_agrees_with_the_plain_one() =>
        Gen.OneOf(Padded, Bytes.Array[16]).Sample(address =>
        {
            byte[] line = [(byte)'\t', .. address, (byte)' ', .. "main"u8];
            bool isPadded = FrameLine.StartOfText(line) == FrameLine.PaddedPrefix && !address.Contains((byte)'\t');
            Assert.Equal(isPadded, FrameLine.HasPaddedAddress(line));
        });

    [Theory]
    [InlineData("          194a75", true)]
    [InlineData("ffffffff81000130", true)]
    [InlineData("               0", true)]
    [InlineData("                ", false)]
    [InlineData("          194a7 ", false)]
    [InlineData("         1 94a75", false)]
    [InlineData("          194A75", false)]
    public void An_address_is_blanks_and_then_digits(string address, bool isPadded) =>
        Assert.Equal(isPadded, FrameLine.HasPaddedAddress([(byte)'\t', .. System.Text.Encoding.ASCII.GetBytes(address), (byte)' ']));
}
