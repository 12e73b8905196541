namespace FlameScope.Formats.Jfr;

/// <summary>The threads of a chunk, each looked up once.</summary>
internal sealed class JfrThreads(JfrChunk chunk, SampleStoreBuilder builder)
{
    private readonly Dictionary<long, ThreadId> _threads = [];

    /// <summary>A thread by its number; one without a name where the chunk does not have it.</summary>
    /// <exception cref="JfrException">It is damaged.</exception>
    public ThreadId ThreadOf(long id)
    {
        if (!_threads.TryGetValue(id, out ThreadId thread))
        {
            thread = Read(id);
            _threads.Add(id, thread);
        }

        return thread;
    }

    private ThreadId Read(long id)
    {
        Span<long> slots = stackalloc long[3];
        if (!chunk.TryRead("java.lang.Thread", id, slots, "osName", "osThreadId", "javaName"))
        {
            return builder.AddThread(default, -1, -1);
        }

        // Virtual threads have no number of the system.
        byte[] name = chunk.TextAt(slots[2]);
        return builder.AddThread(name.Length > 0 ? name : chunk.TextAt(slots[0]), -1, slots[1] is > 0 and <= int.MaxValue ? (int)slots[1] : -1);
    }
}
