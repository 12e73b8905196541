using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace FlameScope.EventPipe;

/// <summary>What a process is asked to send.</summary>
internal static class Providers
{
    // Collections, modules, methods as they are compiled or loaded, contention, exceptions, the thread pool.
    private const long RuntimeKeywords = 0x1 | 0x8 | 0x10 | 0x20 | 0x4000 | 0x8000 | 0x1_0000;

    /// <summary>What tells which threads record, where a process records itself.</summary>
    public static EventPipeProvider Recorder { get; } = new(RecorderEvents.ProviderName, EventLevel.Critical);

    public static IEnumerable<EventPipeProvider> For(EventPipeOptions options)
    {
        if (options.SamplesThreads)
        {
            yield return new EventPipeProvider("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational);
        }

        EventLevel level = options.IsVerbose ? EventLevel.Verbose : EventLevel.Informational;
        yield return new EventPipeProvider("Microsoft-Windows-DotNETRuntime", level, RuntimeKeywords);
    }
}
