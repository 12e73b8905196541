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

        if (EntityTag.IsCurrent(context, text))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return document.SendAsync(context);
    }

    private static Task SendAssetAsync(HttpContext context, PrecompressedFile file)
    {
        context.Response.Headers.CacheControl = ForGood;
        return file.SendAsync(context);
    }
}
