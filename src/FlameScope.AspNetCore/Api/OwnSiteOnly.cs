using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>Marks endpoints that pages of other sites must not ask, not even without seeing the answer.</summary>
internal sealed class OwnSiteOnly
{
    /// <summary>Refuses what a browser says comes from another site. Programs that are no browsers say nothing, and are not refused.</summary>
    /// <exception cref="ApiException">A page of another site asks.</exception>
    public static void Check(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].Contains("cross-site", StringComparer.OrdinalIgnoreCase))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden, "Another site asks", "Pages of other sites may link to the explorer, but not use its API.");
        }
    }
}
