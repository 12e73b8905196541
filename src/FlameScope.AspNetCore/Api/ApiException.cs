using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>A request that cannot be answered as it was asked; becomes problem+json.</summary>
internal sealed class ApiException(int status, string title, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The kind of problem in a few words, the same for every case of it.</summary>
    public string Title { get; } = title;

    public static ApiException BadParameter(string name, string expected, string? found, IEnumerable<string>? choices = null) => new(
        StatusCodes.Status400BadRequest,
        "A parameter makes no sense",
        $"{name}: expected {expected}, found {(found is null ? "nothing" : $"\"{Cut(found)}\"")}.{(choices is null ? "" : NearestWord.Hint(found ?? "", choices))}");

    public static ApiException NoSense(string name, string why) => new(
        StatusCodes.Status400BadRequest, "A parameter makes no sense", $"{name}: {why}");

    public static ApiException UnknownParameter(string name, IReadOnlyList<string> known) => new(
        StatusCodes.Status400BadRequest,
        "There is no such parameter",
        $"There is no parameter \"{Cut(name)}\".{(NearestWord.Hint(name, known) is { Length: > 0 } hint ? hint : $" There are: {string.Join(", ", known)}.")}");

    public static ApiException RepeatedParameter(string name) => new(
        StatusCodes.Status400BadRequest, "A parameter makes no sense", $"{name}: it may be there once, and is there several times.");

    public static ApiException NoSuchProfile(string? name) => new(
        StatusCodes.Status404NotFound, "No such profile", $"There is no profile \"{name}\".");

    public static ApiException Changed(string name) => new(
        StatusCodes.Status409Conflict, "The profile has changed", $"\"{name}\" is another file now than the one whose version was given.");

    public static ApiException NoSuchView(object? path) => new(
        StatusCodes.Status404NotFound, "No such view", $"There is no api/{path}.");

    private static string Cut(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 80), "…");
}
