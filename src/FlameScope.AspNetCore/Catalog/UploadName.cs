using System.Globalization;
using System.Text;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>Names of files as clients give them, made safe to store and to show.</summary>
internal static class UploadName
{
    private const int LongestName = 120;

    // What file systems take of a name, less what a number or a partial name may add.
    private const int MaxBytes = 200;

    /// <summary>The last segment of a name with letters and digits of any script; what could hide or turn a name around is gone.</summary>
    public static string Of(string name)
    {
        StringBuilder plain = new();
        int letters = 0;
        int bytes = 0;
        foreach (Rune rune in Last(name).EnumerateRunes())
        {
            Rune kept = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => default,
                _ when Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_' or '+' or ' ' => rune,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark when letters > 0 => rune,
                _ => new Rune('_'),
            };
            if (kept == default)
            {
                continue;
            }

            bytes += kept.Utf8SequenceLength;
            if (++letters > LongestName || bytes > MaxBytes)
            {
                break;
            }

            plain.Append(kept);
        }

        string result = plain.ToString().Trim().TrimStart('.', ' ').TrimEnd('.', ' ');
        return result.Length == 0 ? "profile" : result;
    }

    private static string Last(string name)
    {
        string last = name.Split('/', '\\')[^1];
        try
        {
            return last.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair; each becomes U+FFFD below.
            return last;
        }
    }
}
