using System.Text;
using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>What an assistant said when it asked, and where the answer is.</summary>
internal sealed record Asking(RecordingApi Api, IReadOnlyList<KeyValuePair<string, string>> Arguments, CancellationToken CancellationToken)
{
    /// <summary>The value of a parameter that is given once; <see langword="null"/> where nothing was said.</summary>
    public string? this[string name] => Arguments.LastOrDefault(argument => argument.Key == name).Value;

    /// <summary>The same without some parameters.</summary>
    public Asking Without(params string[] names) => this with { Arguments = [.. Arguments.Where(argument => !names.Contains(argument.Key))] };

    /// <summary>The same with one more parameter.</summary>
    public Asking With(string name, string value) => this with { Arguments = [.. Arguments, new(name, value)] };

    /// <exception cref="RefusedQuestionException">The API says why there is no answer.</exception>
    public async Task<JsonElement> JsonAsync(string view)
    {
        using JsonDocument answer = JsonDocument.Parse(await Api.AskAsync(view, Arguments, CancellationToken).ConfigureAwait(false));
        return answer.RootElement.Clone();
    }

    /// <exception cref="RefusedQuestionException">The API says why there is no answer.</exception>
    public async Task<string> TextAsync(string view) => Encoding.UTF8.GetString(await Api.AskAsync(view, Arguments, CancellationToken).ConfigureAwait(false));
}
