using FlameScope;
using FlameScope.EventPipe;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the host be recorded on demand.</summary>
public static class SelfProfilingServiceCollectionExtensions
{
    /// <summary>
    /// Registers this process as an <see cref="ILiveSource"/>. The explorer then has endpoints that record it for a bounded time, one recording
    /// at a time. Nothing is recorded before somebody asks.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">How to record; <see langword="null"/> for the defaults. The limits stand for its duration and bytes.</param>
    /// <param name="limits">How long and how much at most; <see langword="null"/> for the defaults: 10 s unless asked otherwise, a minute and 256 MiB at most.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option or a limit is out of range.</exception>
    public static IServiceCollection AddSelfProfiling(this IServiceCollection services, EventPipeOptions? options = null, RecordingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<ILiveSource>(EventPipeSource.FromThisProcess(options, limits));
    }
}
