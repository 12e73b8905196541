namespace FlameScope.Filters;

/// <summary>How large the automaton of a regular expression may become, told from its text before anything is compiled.</summary>
/// <remarks>
/// An automaton without backtracking is bounded in time for each letter, but its states are sets of places in the pattern, and each
/// place at which several ways are open may double their number. Never less than the truth: what the text leaves open counts in full.
/// </remarks>
/// <param name="Places">Places in the pattern, with bounded repeats written out.</param>
/// <param name="Choices">Those of them at which several ways are open: classes of letters, alternatives, repeats.</param>
internal readonly record struct RegexSize(long Places, long Choices)
{
    /// <summary>The most places of a pattern that is compiled.</summary>
    public const long MaxPlaces = 4_000;

    /// <summary>The most choices of a pattern that is compiled.</summary>
    public const long MaxChoices = 64;

    // Sums and products stop here, far above any limit.
    private const long Ceiling = 1L << 40;

    /// <summary>Whether the pattern may be compiled.</summary>
    public bool IsSmall => Places <= MaxPlaces && Choices <= MaxChoices;

    /// <summary>The size of a pattern in .NET syntax; one that is no regular expression has some size, too.</summary>
    public static RegexSize Of(string pattern) => new RegexSizeReader(pattern).Read();

    /// <summary>Both, one after the other or as alternatives.</summary>
    public RegexSize Plus(RegexSize other) => new(Math.Min(Ceiling, Places + other.Places), Math.Min(Ceiling, Choices + other.Choices));

    /// <summary>The same with one choice more.</summary>
    public RegexSize PlusChoice() => this with { Choices = Math.Min(Ceiling, Choices + 1) };

    /// <summary>The same written out several times, with a way out each time.</summary>
    public RegexSize Times(long count)
    {
        count = Math.Clamp(count, 1, Ceiling);
        return new RegexSize(Product(Math.Max(1, Places), count), Product(Math.Max(1, Choices), count));
    }

    private static long Product(long left, long right) => left > Ceiling / right ? Ceiling : left * right;
}
