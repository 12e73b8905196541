using System.Text.Json;
using FlameScope.Report;
using FlameScope.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlameScope.AspNetCore.Tests;

/// <summary>The explorer in an application of its own, on a free port of this machine, over a temporary folder.</summary>
internal sealed class ExplorerApp : IAsyncDisposable
{
    public const string Orders = "orders.perf.gz";

    /// <summary>Where one of the page's scripts is.</summary>
    public static readonly string Script = ExplorerPage.Load().Assets.First(asset => asset.MediaType.StartsWith("text/javascript", StringComparison.Ordinal)).Path;

    private readonly WebApplication _app;

    private ExplorerApp(WebApplication app, TemporaryFolder folder)
    {
        _app = app;
        Folder = folder;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First() + "/flamescope/"), Timeout = TimeSpan.FromMinutes(1) };
    }

    public TemporaryFolder Folder { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public static string DataPath(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <param name="files">Bundled recordings to copy into the folder.</param>
    /// <param name="configure">More options.</param>
    /// <param name="map">What to do with the mapped endpoints.</param>
    public static async Task<ExplorerApp> StartAsync(
        string[]? files = null, Action<FlameScopeOptions>? configure = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        TemporaryFolder folder = new();
        foreach (string file in files ?? [Orders])
        {
            File.Copy(DataPath(file), folder.PathOf(file));
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlameScope(options =>
        {
            options.Paths.Add(folder.Path);
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        (map ?? (endpoints => endpoints.MapFlameScope()))(app);
        await app.StartAsync();
        return new ExplorerApp(app, folder);
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(path);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 10_000 }).RootElement;
    }

    /// <summary>The problem that a request is answered with.</summary>
    public async Task<JsonElement> GetProblemAsync(string path, int status)
    {
        using HttpResponseMessage response = await Client.GetAsync(path);
        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Folder.Path, text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Folder.Dispose();
    }
}
