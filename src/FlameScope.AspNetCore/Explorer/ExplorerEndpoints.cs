using System.Reflection;
using FlameScope.AspNetCore.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlameScope.AspNetCore.Explorer;

/// <summary>The explorer's page and its modules, out of the assembly.</summary>
internal static class ExplorerEndpoints
{
    private const string ResourcePrefix = "FlameScope.Explorer/";
    private const string Page = "index.html";

    private static Assembly Assembly => typeof(ExplorerEndpoints).Assembly;

    public static void Map(RouteGroupBuilder group)
    {
        foreach (string resource in Assembly.GetManifestResourceNames())
        {
            if (resource.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            {
                string name = resource[ResourcePrefix.Length..];
                Asset asset = new(resource, name);
                group.MapGet(name == Page ? "/" : $"/assets/{name}", asset.SendAsync).ExcludeFromDescription();
            }
        }
    }

    /// <summary>One file of the page.</summary>
    private sealed class Asset(string resource, string name)
    {
        private readonly Lazy<byte[]> _content = new(() => Read(resource));
        private readonly string _mediaType = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };

        public async Task SendAsync(HttpContext context)
        {
            // The page's links are relative: they need the slash at the end of its address.
            if (name == Page && !context.Request.Path.Value!.EndsWith('/'))
            {
                context.Response.Redirect($"{context.Request.PathBase}{context.Request.Path}/{context.Request.QueryString}");
                return;
            }

            if (EntityTag.IsCurrent(context, []))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.ContentType = _mediaType;
            Stream body = ResponseBody.Open(context);
            await using (body.ConfigureAwait(false))
            {
                await body.WriteAsync(_content.Value, context.RequestAborted).ConfigureAwait(false);
            }
        }

        private static byte[] Read(string resource)
        {
            using Stream stream = Assembly.GetManifestResourceStream(resource)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
    }
}
