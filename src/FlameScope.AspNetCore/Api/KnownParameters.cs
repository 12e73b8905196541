using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>The parameters that an endpoint takes: a misspelt one must never be an answer to another question.</summary>
/// <param name="names">Their names.</param>
/// <param name="repeatable">Names of those that may be there several times.</param>
internal sealed class KnownParameters(IReadOnlyList<string> names, params string[] repeatable)
{
    /// <summary>Refuses others, and those that are there more often than they may be.</summary>
    /// <exception cref="ApiException">There is a parameter of another name, or one of two values.</exception>
    public void Check(IQueryCollection query)
    {
        foreach (string name in query.Keys)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw ApiException.UnknownParameter(name, names);
            }

            if (query[name].Count > 1 && !repeatable.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw ApiException.RepeatedParameter(name);
            }
        }
    }
}
