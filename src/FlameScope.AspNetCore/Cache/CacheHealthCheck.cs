using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Cache;

/// <summary>Healthy while every folder that should be listed is there; tells what the cache holds.</summary>
internal sealed class CacheHealthCheck(IOptions<FlameScopeOptions> options, ProfileCache cache) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> data = new() { ["profiles"] = cache.Count, ["bytes"] = cache.Bytes };
        int missing = options.Value.Paths.Count(path => !Path.Exists(path));
        return Task.FromResult(missing == 0
            ? HealthCheckResult.Healthy("All folders of profiles are there.", data)
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                FormattableString.Invariant($"{missing} of {options.Value.Paths.Count} folders or files of profiles are missing."),
                data: data));
    }
}
