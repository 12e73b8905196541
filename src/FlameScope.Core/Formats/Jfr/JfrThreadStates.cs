namespace FlameScope.Formats.Jfr;

/// <summary>What the states of threads mean: the JDK gives one state to all of its samples, so that only sleep says something.</summary>
internal sealed class JfrThreadStates(JfrChunk chunk)
{
    private readonly Dictionary<long, bool> _sleeping = [];

    /// <exception cref="JfrException">The state is damaged.</exception>
    public bool IsSleeping(long id)
    {
        if (!_sleeping.TryGetValue(id, out bool isSleeping))
        {
            Span<long> slots = stackalloc long[1];
            isSleeping = chunk.TryRead("jdk.types.ThreadState", id, slots, "name") && chunk.TextAt(slots[0]).AsSpan().SequenceEqual("STATE_SLEEPING"u8);
            _sleeping.Add(id, isSleeping);
        }

        return isSleeping;
    }
}
