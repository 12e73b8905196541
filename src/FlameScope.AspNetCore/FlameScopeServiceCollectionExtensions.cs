using FlameScope.AspNetCore;
using FlameScope.AspNetCore.Api;
using FlameScope.AspNetCore.Api.Answers;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using FlameScope.AspNetCore.Recordings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the explorer.</summary>
public static class FlameScopeServiceCollectionExtensions
{
    /// <summary>Registers what <c>MapFlameScope</c> needs: the catalogue of profiles, their cache, and the API's description.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Says at least which folders and files to show; may be called more than once.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddFlameScope(this IServiceCollection services, Action<FlameScopeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.AddMetrics();
        services.AddHttpContextAccessor();
        services.AddOptions<FlameScopeOptions>()
            .Configure(options => configure?.Invoke(options))
            .Validate(options => options.MaxRows >= 1 && options.MaxColumns >= 1, "MaxRows and MaxColumns are at least 1.")
            .Validate(options => options.Paths.All(path => !string.IsNullOrWhiteSpace(path)), "Paths has an empty path.")
            .Validate(options => options.MaxLoadWait >= TimeSpan.Zero, "MaxLoadWait is not negative.")
            .Validate(options => options.MaxRecordings >= 1, "MaxRecordings is at least 1.")
            .Validate(options => options.RequestTimeout > TimeSpan.Zero, "RequestTimeout is longer than nothing.")
            .ValidateOnStart();
        services.TryAddSingleton<CacheMetrics>();
        services.TryAddSingleton<UploadFolder>();
        services.TryAddSingleton<RecordingFolder>();
        services.TryAddSingleton<Recorder>();
        services.TryAddSingleton<ProfileCatalog>();
        services.TryAddSingleton<ProfileSniffer>();
        services.TryAddSingleton<ProfileCache>();
        services.TryAddSingleton<ProfileReader>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(AnswerJson.Default));
        services.AddOpenApi(ApiDescription.DocumentName, ApiDescription.Configure);
        return services;
    }

    /// <summary>Adds a health check: unhealthy where a folder or file that should be shown is missing.</summary>
    /// <param name="builder">The application's health checks.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IHealthChecksBuilder AddFlameScope(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<CacheHealthCheck>("flamescope");
    }
}
