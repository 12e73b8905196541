using FlameScope.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The explorer over a folder of its own, served on this machine, and pages of it.</summary>
internal sealed class ExplorerSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ExplorerSite(WebApplication app, TemporaryFolder folder)
    {
        _app = app;
        Folder = folder;
        Address = app.Urls.First() + "/";
    }

    public TemporaryFolder Folder { get; }

    public string Address { get; }

    public static Task<ExplorerSite> StartAsync(params string[] recordings) => StartAsync(source: null, recordings);

    /// <summary>Starts a site that records something.</summary>
    public static async Task<ExplorerSite> StartAsync(ILiveSource? source, params string[] recordings)
    {
        TemporaryFolder folder = new();
        foreach (string recording in recordings)
        {
            File.Copy(Repository.PathOf($"samples/profiles/{recording}"), folder.PathOf(recording));
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlameScope(options =>
        {
            options.Paths.Add(folder.Path);
            options.AllowUpload = true;
        });
        if (source is not null)
        {
            builder.Services.AddSingleton(source);
        }

        WebApplication app = builder.Build();
        app.MapFlameScope("/");
        await app.StartAsync();
        return new ExplorerSite(app, folder);
    }

    /// <summary>Opens the page and waits until it shows something.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="query">What the address has behind its path.</param>
    /// <param name="pixelRatio">Pixels of the screen for one of the page.</param>
    public async Task<ExplorerPage> OpenAsync(Chromium chromium, string query = "", float pixelRatio = 1)
    {
        BrowserPage page = await chromium.OpenAsync(new Uri(Address + query), pixelRatio);
        return new ExplorerPage(page);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Folder.Dispose();
    }
}
