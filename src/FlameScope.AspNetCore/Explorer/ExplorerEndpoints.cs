using System.Net;
using System.Text;
using FlameScope.AspNetCore.Api;
using FlameScope.Report;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlameScope.AspNetCore.Explorer;

/// <summary>The explorer's page and what it refers to.</summary>
internal static class ExplorerEndpoints
{
    // The name of an asset has a hash of what is in it.
    private const string ForGood = "private, max-age=31536000, immutable";

    public static void Map(RouteGroupBuilder group)
    {
        ExplorerPage page = ExplorerPage.Load();
        PrecompressedFile document = new(page.Document);
        string text = Encoding.UTF8.GetString(page.Document.Content.Span);
        group.MapGet("/", context => SendDocumentAsync(context, document, text)).ExcludeFromDescription();
        foreach (PageFile asset in page.Assets)
        {
            PrecompressedFile file = new(asset);
            group.MapGet($"/{asset.Path}", context => SendAssetAsync(context, file)).ExcludeFromDescription();
        }
    }

    private static Task SendDocumentAsync(HttpContext context, PrecompressedFile document, string text)
    {
        // The page's links are relative: they need the slash at the end of its address.
        if (!context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}/{context.Request.QueryString}");
            return Task.CompletedTask;
        }

        if (context.Request.Query["profile"] is [{ Length: > 0 } profile, ..])
        {
            context.Response.Headers.Link = PreloadOf(profile);
        }

        if (EntityTag.IsCurrent(context, text))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return document.SendAsync(context);
    }

    // What the page asks for first comes together with its script. The browser knows it again by its address, which has to be written as the page
    // writes it.
    private static string PreloadOf(string profile)
    {
        string name = WebUtility.UrlEncode(profile)
            .Replace("!", "%21", StringComparison.Ordinal)
            .Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal);
        return $"<api/info?profile={name}>; rel=preload; as=fetch; crossorigin";
    }

    private static Task SendAssetAsync(HttpContext context, PrecompressedFile file)
    {
        context.Response.Headers.CacheControl = ForGood;
        return file.SendAsync(context);
    }
}
