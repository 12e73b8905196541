using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>The parameters that an endpoint takes: a misspelt one must never be an answer to another question.</summary>
internal sealed class KnownParameters(IReadOnlyList<string> names)
{
    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Refuses any other.</summary>
    /// <exception cref="ApiException">There is a parameter of another name.</exception>
    public void Check(IQueryCollection query)
    {
        foreach (string name in query.Keys)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw ApiException.UnknownParameter(name, NearestTo(name), Names);
            }
        }
    }

    // A name with more than a third of it wrong was meant to be something else.
    private string? NearestTo(string name)
    {
        string? nearest = Names.MinBy(known => Distance(name, known));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, name.Length / 3) ? nearest : null;
    }

    // Letters to add, take away, change or swap (optimal string alignment).
    private static int Distance(string left, string right)
    {
        int longest = Math.Max(left.Length, right.Length);
        if (longest > 40)
        {
            return longest;
        }

        int[,] costs = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1,
                    costs[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
                }
            }
        }

        return costs[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
