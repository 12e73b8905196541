namespace FlameScope;

/// <summary>What somebody may have meant by a word that is not known: one rule for options, parameters, formats and events.</summary>
public static class NearestWord
{
    private const int LongestWord = 64;

    /// <summary>The known word that is fewest typing errors away.</summary>
    /// <param name="word">What was typed; compared in any case.</param>
    /// <param name="known">The words that there are.</param>
    /// <returns>
    /// The nearest word, at most a third of whose letters differ; else the only one that begins with what was typed; else <see langword="null"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static string? To(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string wanted = word.ToLowerInvariant();
        string[] words = [.. known.Distinct()];
        (string Word, int Distance)[] near = [.. words.Select(other => (Word: other, Distance: Distance(wanted, other)))
            .Where(other => other.Distance <= Math.Max(1, Math.Min(wanted.Length, other.Word.Length) / 3))
            .OrderBy(other => other.Distance)];
        string[] starting = wanted.TrimStart('-').Length < 3 ? [] : [.. words.Where(other => other.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))];
        return near.Length > 0 ? near[0].Word : starting is [string only] ? only : null;
    }

    /// <summary>A question for the end of a message, with a blank before it; empty where nothing is near.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">The words that there are.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static string Hint(string word, IEnumerable<string> known) => To(word, known) is string nearest ? $" Did you mean '{nearest}'?" : "";

    // Letters added, left out, exchanged, or swapped with their neighbour.
    private static int Distance(string wanted, string word)
    {
        if (word.Length > LongestWord)
        {
            return int.MaxValue;
        }

        string other = word.ToLowerInvariant();
        int[,] distance = new int[wanted.Length + 1, other.Length + 1];
        for (int i = 0; i <= wanted.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int best = Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1;
                best = Math.Min(best, distance[i - 1, j - 1] + (wanted[i - 1] == other[j - 1] ? 0 : 1));
                bool isSwapped = i > 1 && j > 1 && wanted[i - 1] == other[j - 2] && wanted[i - 2] == other[j - 1];
                distance[i, j] = isSwapped ? Math.Min(best, distance[i - 2, j - 2] + 1) : best;
            }
        }

        return distance[wanted.Length, other.Length];
    }
}
