using FlameScope.Benchmarks.Pairs;

namespace FlameScope.Benchmarks.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Everything_is_compared_in_eleven_pairs_by_default()
    {
        Options options = Options.Parse([]);

        Assert.Equal(11, options.Pairs);
        Assert.Null(options.Threshold);
        Assert.True(options.Selects("parse") && options.Selects("flamescope-info"));
    }

    [Fact]
    public void Cases_are_selected_by_patterns()
    {
        Options options = Options.Parse(["--cases", "parse,flame-*", "--pairs", "25", "--threshold", "3.5"]);

        Assert.Equal((25, 0.035), (options.Pairs, options.Threshold));
        Assert.True(options.Selects("parse") && options.Selects("flame-tree"));
        Assert.False(options.Selects("parse-stream") || options.Selects("flamescope-info"));
    }

    [Theory]
    [InlineData("--pairs 10", "--pairs 10: expected a whole number, at least 11.")]
    [InlineData("--pairs many", "--pairs many: expected a whole number, at least 11.")]
    [InlineData("--threshold -3", "--threshold -3: expected percent, as in 3.")]
    [InlineData("--file no/such.file", "--file no/such.file: there is no such file.")]
    [InlineData("--cases", "--cases needs a value.")]
    [InlineData("--fast yes", "There is no option --fast, only --cases, --pairs, --threshold and --file.")]
    public void What_makes_no_sense_is_refused_with_what_was_expected(string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Options.Parse(arguments.Split(' '))).Message);
}
