using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class DiagnosticTextTests
{
    [Fact]
    public void Control_characters_and_invalid_bytes_become_visible() =>
        Assert.Equal("a␀b␛[31m␉\ufffdc␡", DiagnosticText.Of([.. "a\0b\u001b[31m\t"u8, 0xff, .. "c\x7f"u8]));

    [Fact]
    public void Long_text_is_cut_at_120_bytes() =>
        Assert.Equal(new string('x', 120) + "…", DiagnosticText.Of(Encoding.ASCII.GetBytes(new string('x', 121))));

    [Fact]
    public void A_character_that_the_cut_goes_through_is_replaced() =>
        Assert.Equal(new string('x', 119) + "\ufffd…", DiagnosticText.Of(Encoding.UTF8.GetBytes(new string('x', 119) + "ä")));
}
