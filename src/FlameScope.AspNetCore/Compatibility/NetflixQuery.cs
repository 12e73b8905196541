using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>One side of a request of Netflix FlameScope's client: a file, and a slice of it.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Type">The type that the client takes it for.</param>
/// <param name="Start">Seconds from the profile's first second; <see langword="null"/> for its beginning.</param>
/// <param name="End">Seconds from there; <see langword="null"/> for the profile's end.</param>
/// <param name="Frames">What a node of a tree stands for: what the client calls a flavour.</param>
internal sealed record NetflixQuery(string FileName, string Type, double? Start, double? End, FrameGrouping Frames)
{
    private const string Flavor = "flavor";

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

        return new NetflixQuery(name, kind, SecondsOf(query, start), SecondsOf(query, end), FramesOf(query));
    }

    private static FrameGrouping FramesOf(IQueryCollection query) => query[Flavor] switch
    {
        [] or ["" or "standard" or "nodejs"] => FrameGrouping.Function,
        ["nodejs-packages"] => FrameGrouping.NodePackage,
        ["java-packages"] => FrameGrouping.JavaPackage,
        _ => throw new NetflixException(
            StatusCodes.Status400BadRequest, $"The parameter {Flavor} is none of standard, nodejs, nodejs-packages, java-packages."),
    };

    private static double? SecondsOf(IQueryCollection query, string name) => query[name] switch
    {
        [] or [""] => null,
        [string text] when double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) => value,
        _ => throw new NetflixException(StatusCodes.Status400BadRequest, $"The parameter {name} is no number of seconds."),
    };
}
