using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.Tool.Commands;

/// <summary>The explorer's API in this process: its roots, its limits and its words are those of <c>flamescope serve</c>.</summary>
internal sealed class RecordingApi : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _app;
    private readonly InMemoryServer _server;

    private RecordingApi(WebApplication app, InMemoryServer server) => (_app, _server) = (app, server);

    public static async Task<RecordingApi> StartAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        InMemoryServer server = new();
        WebApplication app = ExplorerApp.Build(request, isLocal: true, services => services.AddSingleton<IServer>(server));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new RecordingApi(app, server);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Asks the API, and waits until a recording is loaded.</summary>
    /// <param name="view">What is asked for, such as <c>top</c>.</param>
    /// <param name="parameters">The parameters of the request; one that is given several times stands there as often.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    /// <returns>The answer's bytes: JSON, or the file that was asked for.</returns>
    /// <exception cref="RefusedQuestionException">The API says why there is no answer.</exception>
    public async Task<byte[]> AskAsync(string view, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        string query = new QueryBuilder(parameters).ToString();
        long start = Environment.TickCount64;
        while (true)
        {
            (int status, byte[] body) = await _server.GetAsync($"/api/{view}", query, cancellationToken).ConfigureAwait(false);
            if (status == StatusCodes.Status200OK)
            {
                return body;
            }

            bool isLoading = status is StatusCodes.Status202Accepted or StatusCodes.Status503ServiceUnavailable;
            if (!isLoading || Environment.TickCount64 - start > Patience.TotalMilliseconds)
            {
                throw new RefusedQuestionException(isLoading ? "The recording is still being loaded. Ask again." : ReasonIn(body, status));
            }

            await Task.Delay(PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string ReasonIn(byte[] body, int status)
    {
        using JsonDocument problem = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
        return problem.RootElement.TryGetProperty("detail", out JsonElement detail) ? detail.GetString()! : $"There is no answer (status {status}).";
    }
}
