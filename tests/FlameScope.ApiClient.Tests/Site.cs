using FlameScope.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlameScope.ApiClient.Tests;

/// <summary>The explorer in an application of its own, over a folder with a recording and a list of markers.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;

    private Site(WebApplication app, TemporaryFolder folder)
    {
        _app = app;
        _folder = folder;
    }

    public static string Recording => Path.Combine(AppContext.BaseDirectory, "Data", "orders.perf.gz");

    public Uri Address => new(_app.Urls.First());

    /// <param name="pathBase">What the application's own paths stand below; empty for nothing.</param>
    /// <param name="prefix">Where the explorer is mapped.</param>
    public static async Task<Site> StartAsync(string pathBase, string prefix)
    {
        TemporaryFolder folder = new();
        File.Copy(Recording, folder.PathOf("orders.perf.gz"));
        await File.WriteAllTextAsync(folder.PathOf("deploys.csv"), "time,duration,name,kind\n7.25,0.1,deploy,ops\n");
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFlameScope(options =>
        {
            options.Paths.Add(folder.Path);
            options.AllowUpload = true;
        });
        WebApplication app = builder.Build();
        app.UsePathBase(pathBase);
        app.UseRouting();
        app.MapFlameScope(prefix);
        await app.StartAsync();
        return new Site(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
