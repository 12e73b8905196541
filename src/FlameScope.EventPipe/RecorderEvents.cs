using System.Diagnostics.Tracing;

namespace FlameScope.EventPipe;

/// <summary>
/// Tells a recording which threads make it: an event of each stands in the recording, and whoever reads that leaves the thread's samples out.
/// </summary>
/// <remarks>Core's reader knows the names of the provider and of its event.</remarks>
[EventSource(Name = ProviderName)]
internal sealed class RecorderEvents : EventSource
{
    public const string ProviderName = "FlameScope-Recorder";

    private const int OwnThreadId = 1;

    private RecorderEvents()
    {
    }

    public static RecorderEvents Log { get; } = new();

    /// <summary>The calling thread records.</summary>
    [Event(OwnThreadId, Level = EventLevel.Critical)]
    public void OwnThread() => WriteEvent(OwnThreadId);
}
