using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FlameScope.Tool.Commands;

/// <summary>A server of requests that come from this very process: nothing listens anywhere.</summary>
internal sealed class InMemoryServer : IServer
{
    private Func<IFeatureCollection, Task>? _process;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = async features =>
        {
            TContext context = application.CreateContext(features);
            try
            {
                await application.ProcessRequestAsync(context).ConfigureAwait(false);
                application.DisposeContext(context, null);
            }
            catch (Exception error)
            {
                application.DisposeContext(context, error);
                throw;
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    /// <summary>Answers a GET request.</summary>
    /// <param name="path">The path, such as <c>/api/top</c>.</param>
    /// <param name="query">The query, with its question mark, or empty.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    /// <returns>The status, and the whole body.</returns>
    public async Task<(int Status, byte[] Body)> GetAsync(string path, string query, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        FeatureCollection features = new();
        HttpResponseFeature response = new();
        StreamResponseBodyFeature written = new(body);
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = HttpProtocol.Http11,
            Method = HttpMethods.Get,
            Scheme = "http",
            Path = path,
            QueryString = query,
            Headers = new HeaderDictionary { [HeaderNames.Host] = "localhost" },
        });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = cancellationToken });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(written);
        await _process!(features).ConfigureAwait(false);
        await written.CompleteAsync().ConfigureAwait(false);
        return (response.StatusCode, body.ToArray());
    }
}
