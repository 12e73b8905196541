using System.Security.Cryptography;
using System.Text;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlameScope.AspNetCore.Api;

/// <summary>Tells a client that what it has is still right, before anything is computed.</summary>
internal static class EntityTag
{
    private static readonly string Build = typeof(EntityTag).Module.ModuleVersionId.ToString("N");

    /// <summary>Sets the tag of the answer: it depends on the request, the form that is wanted, the states of the files, and this build.</summary>
    /// <returns>Whether the client already has the answer; then send 304 and nothing else.</returns>
    public static bool IsCurrent(HttpContext context, params ReadOnlySpan<ProfileEntry?> entries)
    {
        StringBuilder text = new(Build);
        text.Append(context.Request.Path).Append(context.Request.QueryString).Append(ColumnarResult.IsWantedBy(context.Request) ? "|bytes" : "");
        foreach (ProfileEntry? entry in entries)
        {
            text.Append('|').Append(entry?.FilePath).Append('|').Append(entry?.Stamp.Version);
        }

        return IsCurrent(context, text.ToString());
    }

    /// <summary>Sets the tag of an answer that is this text in another form.</summary>
    public static bool IsCurrent(HttpContext context, string content)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(content));
        EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 12))}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known)
            && known.Any(one => one.Compare(tag, useStrongComparison: false));
    }
}
