using FlameScope.AspNetCore.Api;
using FlameScope.AspNetCore.Catalog;
using FlameScope.AspNetCore.Compatibility;
using FlameScope.AspNetCore.Explorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the explorer.</summary>
public static class FlameScopeEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the explorer's page, its API, the API's OpenAPI document and the endpoints of Netflix FlameScope's own client under
    /// a prefix. Needs <c>AddFlameScope</c>.
    /// </summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="prefix">Where the explorer is; <c>/</c> for the top.</param>
    /// <returns>Conventions for all of these endpoints together, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddFlameScope</c> was not called.</exception>
    public static IEndpointConventionBuilder MapFlameScope(this IEndpointRouteBuilder endpoints, string prefix = "/flamescope")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (endpoints.ServiceProvider.GetService<ProfileCatalog>() is not ProfileCatalog catalog)
        {
            throw new InvalidOperationException("MapFlameScope needs services that are not registered. Call builder.Services.AddFlameScope() first.");
        }

        catalog.WarnOfMissingPaths();
        RouteGroupBuilder group = endpoints.MapGroup(prefix.TrimEnd('/'));
        ProfileEndpoints.Map(group);
        RecordingEndpoints.Map(group);
        ViewEndpoints.Map(group);
        NetflixEndpoints.Map(group);
        ExplorerEndpoints.Map(group);
        group.MapOpenApi("/openapi/{documentName}.json");
        ((IEndpointConventionBuilder)group).Finally(RequestGuard.Wrap);
        return group;
    }
}
