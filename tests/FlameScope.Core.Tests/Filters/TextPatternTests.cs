using System.Text;

namespace FlameScope.Core.Tests.Filters;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("gc", TextMatch.Contains, "gc", false)]
    [InlineData("=java", TextMatch.Exact, "java", false)]
    [InlineData("=", TextMatch.Exact, "", false)]
    [InlineData("/^gc_/", TextMatch.Regex, "^gc_", false)]
    [InlineData("/^gc_/i", TextMatch.Regex, "^gc_", true)]
    [InlineData("/usr/lib", TextMatch.Contains, "/usr/lib", false)]
    [InlineData("//", TextMatch.Contains, "//", false)]
    [InlineData("/", TextMatch.Contains, "/", false)]
    public void A_pattern_is_read_as_people_type_it(string typed, TextMatch match, string text, bool ignoreCase)
    {
        TextPattern pattern = TextPattern.Parse(typed);
        Assert.Equal((match, text, ignoreCase), (pattern.Match, pattern.Text, pattern.IgnoreCase));
        Assert.Equal(typed, pattern.ToString());
        Assert.Equal(pattern, TextPattern.Parse(typed));
    }

    [Theory]
    [InlineData("Lock", "pthread_mutex_lock", false)]
    [InlineData("lock", "pthread_mutex_lock", true)]
    [InlineData("=lock", "pthread_mutex_lock", false)]
    [InlineData("/LOCK$/i", "pthread_mutex_lock", true)]
    [InlineData("/^lock/", "pthread_mutex_lock", false)]
    [InlineData("ü", "grün", true)]
    public void Names_fit_or_do_not(string typed, string name, bool fits) =>
        Assert.Equal(fits, TextPattern.Parse(typed).IsMatch(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void Case_can_be_ignored_in_plain_text()
    {
        Assert.True(TextPattern.Containing("LOCK", ignoreCase: true).IsMatch("mutex_lock"u8));
        Assert.True(TextPattern.Exactly("LOCK", ignoreCase: true).IsMatch("lock"u8));
        Assert.False(TextPattern.Exactly("LOCK", ignoreCase: true).IsMatch("locks"u8));
    }

    [Fact]
    public void Invalid_UTF8_is_seen_as_the_replacement_character() =>
        Assert.True(TextPattern.Matching("^a\uFFFDb$").IsMatch([(byte)'a', 0xFF, (byte)'b']));

    [Theory]
    [InlineData("/(/")]
    [InlineData("/(a)\\1/")]
    [InlineData("/(?=a)b/")]
    [InlineData("")]
    public void What_is_no_pattern_or_needs_backtracking_is_refused(string typed) =>
        Assert.ThrowsAny<ArgumentException>(() => TextPattern.Parse(typed));

    // With a backtracking engine this pattern takes longer than the universe is old.
    [Fact]
    public void No_pattern_hangs() =>
        Assert.False(TextPattern.Matching("(a+)+$").IsMatch(Encoding.UTF8.GetBytes(new string('a', 50_000) + "!")));
}
