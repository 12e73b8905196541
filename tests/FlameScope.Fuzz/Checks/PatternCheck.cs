using System.Text;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>
/// What holds for every pattern: it is refused with an <see cref="ArgumentException"/> or compares within bounds of memory and time, and a
/// pattern that is printed reads back as the same one.
/// </summary>
/// <remarks>The first line is the pattern, the others are names that it is compared with.</remarks>
internal static class PatternCheck
{
    private const long MaxBytes = 256L << 20;

    /// <summary>Compares the first line as a pattern with each further line.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void Run(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)'\n');
        string text = Encoding.UTF8.GetString(end < 0 ? input : input[..end]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        FramePattern pattern;
        try
        {
            pattern = FramePattern.Parse(text);
        }
        catch (ArgumentException)
        {
            return;
        }

        for (ReadOnlySpan<byte> rest = end < 0 ? [] : input.AsSpan(end + 1); !rest.IsEmpty;)
        {
            int length = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> name = length < 0 ? rest : rest[..length];
            Compare(pattern.Text, name);
            rest = length < 0 ? [] : rest[(length + 1)..];
        }

        Require(GC.GetAllocatedBytesForCurrentThread() - before <= MaxBytes, $"the pattern {text} takes {MaxBytes >> 20} MiB");
        RequireEqual(pattern.Text, TextPattern.Parse(pattern.Text.ToString()), "a pattern that was printed");
    }

    private static void Compare(TextPattern pattern, ReadOnlySpan<byte> name)
    {
        bool isMatch = pattern.IsMatch(name);
        string shown = Encoding.UTF8.GetString(name);
        switch (pattern.Match)
        {
            case TextMatch.Exact:
                RequireEqual(shown == pattern.Text, isMatch, $"{pattern} and {shown}");
                break;
            case TextMatch.Contains:
                RequireEqual(shown.Contains(pattern.Text, StringComparison.Ordinal), isMatch, $"{pattern} and {shown}");
                break;
            default:
                RequireEqual(isMatch, pattern.IsMatch(name), $"{pattern} and {shown}, again");
                break;
        }
    }
}
