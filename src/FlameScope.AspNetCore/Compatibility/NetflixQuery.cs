using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>One side of a request of Netflix FlameScope's client: a file, and a slice of it.</summary>
internal sealed record NetflixQuery(string FileName, double? Start, double? End)
{
    /// <summary>The file and slice that is asked for.</summary>
    public static NetflixQuery Of(IQueryCollection query) => Of(query, "filename", "type", "start", "end");

    /// <summary>The file and slice to compare with.</summary>
    public static NetflixQuery OfCompared(IQueryCollection query) => Of(query, "compareFilename", "compareType", "compareStart", "compareEnd");

    private static NetflixQuery Of(IQueryCollection query, string file, string type, string start, string end)
    {
        if (query[file] is not [{ Length: > 0 } name])
        {
            throw new NetflixException(StatusCodes.Status400BadRequest, $"The parameter {file} is missing.");
        }

        if (query[type] is not [string kind] || !NetflixTypes.All.Contains(kind))
        {
            throw new NetflixException(StatusCodes.Status400BadRequest, $"The parameter {type} is none of {string.Join(", ", NetflixTypes.All)}.");
        }

        (double? from, double? to) = (SecondsOf(query, start), SecondsOf(query, end));
        return from is null == to is null
            ? new NetflixQuery(name, from, to)
            : throw new NetflixException(StatusCodes.Status400BadRequest, $"The parameters {start} and {end} only make sense together.");
    }

    private static double? SecondsOf(IQueryCollection query, string name) => query[name] switch
    {
        [] or [""] => null,
        [string text] when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) => value,
        _ => throw new NetflixException(StatusCodes.Status400BadRequest, $"The parameter {name} is no number of seconds."),
    };
}
