using FlameScope.Model;

namespace FlameScope.Storage;

public sealed partial class SampleStore
{
    private readonly bool[] _idleThreads;
    private readonly bool[] _idleStacks;

    /// <summary>
    /// Whether a sample shows an idle CPU: its process is the idle task and its leaf is the idle loop itself. Interrupt and
    /// softirq work on an idle CPU is work.
    /// </summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range.</exception>
    public bool IsIdle(int sample) => _idleThreads[_threads[sample].Value] && _idleStacks[_stacks[sample].Value];
}
