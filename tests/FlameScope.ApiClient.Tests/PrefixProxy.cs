using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlameScope.ApiClient.Tests;

/// <summary>A reverse proxy that takes a prefix off every path, and says so.</summary>
internal sealed class PrefixProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _inside;

    private PrefixProxy(WebApplication app, HttpClient inside)
    {
        _app = app;
        _inside = inside;
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<PrefixProxy> StartAsync(string prefix, Uri target)
    {
        HttpClient inside = new() { BaseAddress = target };
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context => ForwardAsync(context, inside, prefix));
        await app.StartAsync();
        return new PrefixProxy(app, inside);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _inside.Dispose();
    }

    private static async Task ForwardAsync(HttpContext context, HttpClient inside, string prefix)
    {
        if (!context.Request.Path.StartsWithSegments(prefix, out PathString rest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), $"{rest.ToUriComponent().TrimStart('/')}{context.Request.QueryString}");
        request.Headers.Add("X-Forwarded-Prefix", prefix);
        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToString());
        if (context.Request.ContentType is string type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using HttpResponseMessage response = await inside.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            await response.Content.CopyToAsync(context.Response.Body);
        }
    }
}
