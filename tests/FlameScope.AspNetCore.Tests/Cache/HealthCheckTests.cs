using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FlameScope.AspNetCore.Tests.Cache;

/// <summary>The health check misses folders that are gone, and tells what the cache holds.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task It_is_healthy_until_a_folder_is_gone()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(services: services => services.AddHealthChecks().AddFlameScope());
        await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        HealthCheckService health = app.Services.GetRequiredService<HealthCheckService>();
        HealthReportEntry entry = (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["flamescope"];
        Assert.Equal(HealthStatus.Healthy, entry.Status);
        Assert.Equal(1, entry.Data["profiles"]);
        Assert.True((long)entry.Data["bytes"] > 0);

        Directory.Delete(app.Folder.Path, recursive: true);
        entry = (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["flamescope"];
        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.DoesNotContain(app.Folder.Path, entry.Description, StringComparison.Ordinal);
    }
}
