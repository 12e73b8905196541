namespace FlameScope.Formats;

/// <summary>One sample on its way into a <see cref="SampleStoreBuilder"/>. What is left at its default costs no memory.</summary>
public readonly record struct SampleRecord
{
    /// <summary>Creates a sample.</summary>
    /// <param name="time">Nanoseconds on the profile's clock; samples may come in any order. The very last instant counts as the one before it.</param>
    /// <param name="stack">The stack; <see cref="StackId.Empty"/> for a sample without frames.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="eventKind">The kind of event.</param>
    /// <param name="cpu">The CPU, 0 to 32,767; -1 where unknown.</param>
    /// <param name="weight">What the sample stands for in the event kind's unit (perf: the period), at least 0; 1 where unknown.</param>
    public SampleRecord(long time, StackId stack, ThreadId thread, EventKindId eventKind, int cpu = -1, long weight = 1)
    {
        Time = time;
        Stack = stack;
        Thread = thread;
        EventKind = eventKind;
        Cpu = cpu;
        Weight = weight;
    }

    /// <summary>Nanoseconds on the profile's clock.</summary>
    public long Time { get; init; }

    /// <summary>The stack; <see cref="StackId.Empty"/> for a sample without frames.</summary>
    public StackId Stack { get; init; }

    /// <summary>The thread.</summary>
    public ThreadId Thread { get; init; }

    /// <summary>The kind of event.</summary>
    public EventKindId EventKind { get; init; }

    /// <summary>The CPU, 0 to 32,767; -1 where unknown.</summary>
    public int Cpu { get; init; }

    /// <summary>What the sample stands for in the event kind's unit, at least 0; ignored where it has a duration.</summary>
    public long Weight { get; init; }

    /// <summary>How long the sample lasts in nanoseconds, which is its weight then; 0, the default, for an instant.</summary>
    public long Duration { get; init; }

    /// <summary>Its labels; none by default.</summary>
    public LabelSetId Labels { get; init; }

    /// <summary>Whether it shows work; it does by default.</summary>
    public SampleActivity Activity { get; init; }
}
