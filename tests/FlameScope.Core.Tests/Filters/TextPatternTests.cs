using System.Text;
using FlameScope.Filters;

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

    // Each state of such an automaton is a set of places in the pattern: there are more of them than memory.
    [Theory]
    [InlineData("(.*(a|x).{300}b)|(.*(c|y).{290}d)")]
    [InlineData("a.{65}b")]
    [InlineData("(((a|b){9}){9}){9}")]
    [InlineData("((.{40}){40}){40}")]
    [InlineData("(?:[ab]c?){2,90}d")]
    [InlineData("(?x) a . {300} b")]
    [InlineData("(?i-n:(?<one>\\w){99})")]
    [InlineData("[]x]{80}")]
    [InlineData("[a-z-[aeiou]]{80}")]
    [InlineData("\\p{Lu}{80}")]
    [InlineData("(?#a ( comment).{80}")]
    [InlineData("((((((((((x{9999999}){9999999}){9999999}){9999999}){9999999}){9999999}){9999999})))))")]
    public void A_pattern_whose_automaton_would_be_too_large_is_refused_before_it_is_compiled(string pattern)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TextPattern.Matching(pattern));
        Assert.Contains("is too large", error.Message, StringComparison.Ordinal);
        Assert.Contains("smaller repeats", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_written_out_count_like_repeats() =>
        Assert.Throws<ArgumentException>(() => TextPattern.Matching("a" + new string('.', 100) + "b"));

    [Theory]
    [InlineData("^org\\.apache\\..*(Handler|Service)(Impl)?\\.[a-z]+$")]
    [InlineData("::h[0-9a-f]{16}E?$")]
    [InlineData("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    [InlineData("{}{a}{,3}")]
    [InlineData("[.*+?{300}]")]
    [InlineData("\\.\\*\\{300}")]
    [InlineData("malloc|calloc|realloc|free|memalign|aligned_alloc|posix_memalign|operator new|operator delete|mmap|munmap|brk|sbrk")]
    [InlineData("(?i)lock|(?<name>mutex)|(?:futex)")]
    public void A_pattern_that_people_write_is_small(string pattern) => Assert.NotNull(TextPattern.Matching(pattern));

    [Fact]
    public void Comparing_with_all_names_ends_when_it_takes_too_long()
    {
        PatternMatcher matcher = new(TextPattern.Matching("a"), TimeSpan.Zero, CancellationToken.None);
        TimeoutException error = Assert.Throws<TimeoutException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                matcher.IsMatch("name"u8);
            }
        });
        Assert.Contains("/a/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparing_with_all_names_ends_when_nobody_waits()
    {
        using CancellationTokenSource leaves = new();
        PatternMatcher matcher = new(TextPattern.Parse("a"), leaves.Token);
        Assert.False(matcher.IsMatch("b"u8));
        leaves.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                matcher.IsMatch("b"u8);
            }
        });
    }

    [Fact]
    public void A_pattern_with_too_many_places_is_refused_even_without_a_choice()
    {
        Assert.Contains("too large", Assert.Throws<ArgumentException>(() => TextPattern.Matching(new string('a', 5000))).Message, StringComparison.Ordinal);
        Assert.True(TextPattern.Matching(new string('a', 300)).IsMatch(System.Text.Encoding.UTF8.GetBytes(new string('a', 300))));
    }
}
