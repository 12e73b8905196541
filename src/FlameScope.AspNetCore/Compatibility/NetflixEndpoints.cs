using Microsoft.AspNetCore.Routing;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>The endpoints of Netflix FlameScope's own web client.</summary>
internal static class NetflixEndpoints
{
    public static void Map(RouteGroupBuilder group) => _ = group;
}
