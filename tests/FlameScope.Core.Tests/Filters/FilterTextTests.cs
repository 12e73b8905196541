namespace FlameScope.Core.Tests.Filters;

public sealed class FilterTextTests
{
    [Theory]
    [InlineData("hash", FramePosition.Anywhere, FrameTarget.Symbol, "hash")]
    [InlineData("leaf:hash", FramePosition.Leaf, FrameTarget.Symbol, "hash")]
    [InlineData("root:=main", FramePosition.Root, FrameTarget.Symbol, "=main")]
    [InlineData("module:libc", FramePosition.Anywhere, FrameTarget.Module, "libc")]
    [InlineData("leaf:module:/libc/i", FramePosition.Leaf, FrameTarget.Module, "/libc/i")]
    [InlineData("module:leaf:x", FramePosition.Leaf, FrameTarget.Module, "x")]
    [InlineData("leaf:root:x", FramePosition.Leaf, FrameTarget.Symbol, "root:x")]
    [InlineData("=leaf:x", FramePosition.Anywhere, FrameTarget.Symbol, "=leaf:x")]
    [InlineData("Leaf:x", FramePosition.Anywhere, FrameTarget.Symbol, "Leaf:x")]
    [InlineData("std::x", FramePosition.Anywhere, FrameTarget.Symbol, "std::x")]
    public void A_pattern_of_frames_may_say_where_and_in_which_name(string text, FramePosition position, FrameTarget target, string name)
    {
        FramePattern expected = new(TextPattern.Parse(name)) { Position = position, Target = target };
        Assert.Equal(expected, FramePattern.Parse(text));
        Assert.Equal(SampleCondition.Frame(expected), FilterText.ParseFrame(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("leaf:")]
    [InlineData("leaf:module:")]
    [InlineData("/(/")]
    [InlineData("leaf:/(?=x)/")]
    public void What_is_no_pattern_says_what_one_is(string text)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => FilterText.ParseFrame(text));
        Assert.StartsWith($"'{text}' is no pattern: expected a part of the name, =name for the whole name, /regex/ or /regex/i", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0-3", 0, 1, 2, 3)]
    [InlineData("0-2,7", 0, 1, 2, 7)]
    [InlineData("7, 1-1,7", 1, 7)]
    [InlineData("-1", -1)]
    [InlineData("-1,4", -1, 4)]
    public void Cpus_are_listed_as_linux_lists_them(string text, params int[] cpus) =>
        Assert.Equal(SampleCondition.Any(cpus.Select(SampleCondition.Cpu)), FilterText.ParseCpus(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("3-1")]
    [InlineData("1-")]
    [InlineData("-2")]
    [InlineData("-1-3")]
    [InlineData("1,,2")]
    [InlineData("0-99999")]
    [InlineData("+1")]
    [InlineData("1-2-3")]
    public void What_is_no_list_of_cpus_says_what_one_is(string text) =>
        Assert.Contains("such as 2 or 0-3,7", Assert.Throws<ArgumentException>(() => FilterText.ParseCpus(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_of_cpus_is_bounded() =>
        Assert.Contains("more than 4096", Assert.Throws<ArgumentException>(() => FilterText.ParseCpus("0-4000,5000-9000")).Message, StringComparison.Ordinal);

    [Fact]
    public void Ids_are_numbers_with_commas_between()
    {
        Assert.Equal(SampleCondition.Process(12) | SampleCondition.Process(13), FilterText.ParseProcesses("12,13"));
        Assert.Equal(SampleCondition.Thread(-1), FilterText.ParseThreads("-1"));
        Assert.Contains("'java' is no process id", Assert.Throws<ArgumentException>(() => FilterText.ParseProcesses("java")).Message, StringComparison.Ordinal);
        Assert.Contains("no thread id", Assert.Throws<ArgumentException>(() => FilterText.ParseThreads("1,")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_a_part_of_the_name()
    {
        Assert.Equal(SampleCondition.Command(TextPattern.Containing("http-nio")), FilterText.ParseCommand("http-nio"));
        Assert.Equal(SampleCondition.Command("java"), FilterText.ParseCommand("=java"));
        Assert.Equal(SampleCondition.Command(TextPattern.Matching("gc|jit", ignoreCase: true)), FilterText.ParseCommand("/gc|jit/i"));
    }
}
