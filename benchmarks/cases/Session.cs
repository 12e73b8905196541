using System.Globalization;

namespace FlameScope.Benchmarks.Cases;

/// <summary>
/// Measures on request, for a program that alternates two commits. A request is a line <c>CASE MILLISECONDS</c>: run the case until it
/// has used that much CPU time. The answer is a line with the CPU time of one run in nanoseconds. Nothing is warmed up but by
/// requests. Later commits send the same requests to earlier ones, so the protocol stays as it is.
/// </summary>
internal sealed class Session(Profile profile)
{
    private readonly Dictionary<string, Action> _actions = [];

    /// <summary>Answers until there are no more requests.</summary>
    /// <exception cref="FormatException">A request names no case, or is none.</exception>
    public void Serve(TextReader requests, TextWriter answers)
    {
        while (requests.ReadLine() is { } request)
        {
            answers.WriteLine(Answer(request).ToString("F0", CultureInfo.InvariantCulture));
            answers.Flush();
        }
    }

    private double Answer(string request)
    {
        if (request.Split(' ') is not [string name, string time]
            || !Cases.All.TryGetValue(name, out Func<Profile, Action>? prepare)
            || !int.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
        {
            throw new FormatException($"'{request}' is no request: it is a case, a space and milliseconds, as in 'parse 100'.");
        }

        if (!_actions.TryGetValue(name, out Action? action))
        {
            action = prepare(profile);
            _actions.Add(name, action);
        }

        return Measurement.Run(action, TimeSpan.FromMilliseconds(milliseconds));
    }
}
