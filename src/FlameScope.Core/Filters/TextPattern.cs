using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using FlameScope.Filters;

namespace FlameScope;

/// <summary>How a <see cref="TextPattern"/> is compared.</summary>
public enum TextMatch : byte
{
    /// <summary>The whole name equals the text.</summary>
    Exact = 0,

    /// <summary>The name contains the text.</summary>
    Contains = 1,

    /// <summary>A regular expression is found in the name.</summary>
    Regex = 2,
}

/// <summary>A pattern that names of commands, functions and modules are compared with.</summary>
/// <remarks>
/// Immutable and safe to share. Regular expressions run without backtracking, so that no pattern takes more than linear time;
/// backreferences, lookarounds and atomic groups are not available for that reason. One whose repeats written out are so many that it
/// would take memory without bound is refused before it is compiled, and all names of a profile together are compared for five seconds at
/// most. Invalid UTF-8 in names is seen as U+FFFD.
/// </remarks>
public sealed class TextPattern : IEquatable<TextPattern>
{
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(5);

    private readonly Regex? _regex;
    private readonly byte[] _utf8;

    // Such a text fits names with invalid UTF-8, whose bytes are others.
    private readonly bool _hasReplacement;

    private TextPattern(string text, TextMatch match, bool ignoreCase)
    {
        Text = text;
        Match = match;
        IgnoreCase = ignoreCase;
        _utf8 = Encoding.UTF8.GetBytes(text);
        _hasReplacement = text.Contains('\uFFFD', StringComparison.Ordinal);
        _regex = match == TextMatch.Regex ? Compile(text, ignoreCase) : null;
    }

    /// <summary>The text or regular expression.</summary>
    public string Text { get; }

    /// <summary>How it is compared.</summary>
    public TextMatch Match { get; }

    /// <summary>Whether upper and lower case are the same.</summary>
    public bool IgnoreCase { get; }

    /// <summary>The name is this text.</summary>
    /// <param name="text">The whole name.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public static TextPattern Exactly(string text, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextPattern(text, TextMatch.Exact, ignoreCase);
    }

    /// <summary>The name contains this text.</summary>
    /// <param name="text">A part of the name.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/> or empty.</exception>
    public static TextPattern Containing(string text, bool ignoreCase = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new TextPattern(text, TextMatch.Contains, ignoreCase);
    }

    /// <summary>A regular expression is found in the name.</summary>
    /// <param name="pattern">.NET syntax without backreferences, lookarounds and atomic groups.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="pattern"/> is <see langword="null"/>, empty, no regular expression, one that cannot run without backtracking, or too large.
    /// </exception>
    public static TextPattern Matching(string pattern, bool ignoreCase = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return new TextPattern(pattern, TextMatch.Regex, ignoreCase);
    }

    /// <summary>
    /// Reads a pattern as people type it: <c>/regex/</c>, <c>/regex/i</c> (case ignored), <c>=name</c> (the whole name), and
    /// everything else as a part of the name.
    /// </summary>
    /// <param name="text">The pattern.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <see langword="null"/>, empty, or holds a bad regular expression.</exception>
    public static TextPattern Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text[0] == '=')
        {
            return Exactly(text[1..]);
        }

        bool ignoreCase = text.EndsWith("/i", StringComparison.Ordinal);
        string expression = ignoreCase ? text[..^1] : text;
        return expression.Length > 2 && expression[0] == '/' && expression[^1] == '/'
            ? Matching(expression[1..^1], ignoreCase)
            : Containing(text);
    }

    /// <summary>Whether a name fits.</summary>
    /// <param name="name">The name as UTF-8.</param>
    /// <exception cref="TimeoutException">Comparing a regular expression with this one name took longer than five seconds.</exception>
    public bool IsMatch(ReadOnlySpan<byte> name)
    {
        if (_regex is null && !IgnoreCase && !_hasReplacement)
        {
            return Match == TextMatch.Exact ? name.SequenceEqual(_utf8) : name.IndexOf(_utf8) >= 0;
        }

        char[] rented = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(name.Length));
        try
        {
            ReadOnlySpan<char> text = rented.AsSpan(0, Encoding.UTF8.GetChars(name, rented));
            return Match switch
            {
                TextMatch.Regex => _regex!.IsMatch(text),
                TextMatch.Exact => text.Equals(Text, Comparison),
                _ => text.Contains(Text, Comparison),
            };
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private StringComparison Comparison => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <inheritdoc/>
    public bool Equals(TextPattern? other) =>
        other is not null && Text == other.Text && Match == other.Match && IgnoreCase == other.IgnoreCase;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Match, IgnoreCase);

    /// <summary>The pattern as <see cref="Parse"/> reads it where it can (text that ignores case is shown as <c>text (any case)</c>).</summary>
    public override string ToString() => Match switch
    {
        TextMatch.Regex => IgnoreCase ? $"/{Text}/i" : $"/{Text}/",
        TextMatch.Exact => IgnoreCase ? $"={Text} (any case)" : "=" + Text,
        _ => IgnoreCase ? Text + " (any case)" : Text,
    };

    private static Regex Compile(string pattern, bool ignoreCase)
    {
        RegexSize size = RegexSize.Of(pattern);
        if (!size.IsSmall)
        {
            throw new ArgumentException(TooLarge(pattern, size), nameof(pattern));
        }

        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, ignoreCase ? options | RegexOptions.IgnoreCase : options, MaxDuration);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException(
                $"The regular expression \"{pattern}\" cannot run without backtracking: {exception.Message}", nameof(pattern), exception);
        }
    }

    private static string TooLarge(string pattern, RegexSize size) => FormattableString.Invariant(
        $"The regular expression \"{(pattern.Length <= 80 ? pattern : pattern[..80] + "…")}\" is too large: with its repeats written out it has {size.Places} places and {size.Choices} choices; {RegexSize.MaxPlaces} and {RegexSize.MaxChoices} are the most. Use smaller repeats, or * in place of {{…}}.");
}
