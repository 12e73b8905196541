namespace FlameScope.Tool.Cli;

/// <summary>What somebody may have meant by a word that is not known.</summary>
internal static class NearestWord
{
    private const int LongestWord = 64;

    /// <summary>The known word that is fewest typing errors away; <see langword="null"/> where none is near.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string wanted = word.ToLowerInvariant();
        (string Word, int Distance)[] near = [.. known.Select(other => (Word: other, Distance: Distance(wanted, other.ToLowerInvariant())))
            .Where(other => other.Distance <= Math.Max(1, Math.Min(wanted.Length, other.Word.Length) / 3))
            .OrderBy(other => other.Distance)];
        string[] starting = wanted.TrimStart('-').Length < 3 ? [] : [.. known.Where(other => other.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).Distinct()];
        return near.Length > 0 ? near[0].Word : starting is [string only] ? only : null;
    }

    /// <summary>A question for the end of a message; empty where nothing is near.</summary>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is string nearest ? $" Did you mean '{nearest}'?" : "";

    // Letters added, left out, exchanged, or swapped with their neighbour.
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int best = Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1;
                best = Math.Min(best, distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool isSwapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                distance[i, j] = isSwapped ? Math.Min(best, distance[i - 2, j - 2] + 1) : best;
            }
        }

        return distance[a.Length, b.Length];
    }
}
