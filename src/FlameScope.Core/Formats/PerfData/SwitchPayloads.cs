using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>Which thread each sample of <c>sched:sched_switch</c> gave its CPU to.</summary>
internal sealed class SwitchPayloads
{
    // struct: 8 bytes common to tracepoints; char prev_comm[16]; int prev_pid; int prev_prio; long prev_state; char next_comm[16]; int next_pid
    private const int PreviousTid = 24;
    private const int NextTid = 56;

    private readonly Dictionary<int, int> _next = [];

    /// <summary>The thread that a sample gave its CPU to, which is asked for once; <see langword="null"/> where it does not tell.</summary>
    /// <param name="row">The sample's place in the log.</param>
    public int? TakeNextOf(int row) => _next.Remove(row, out int next) ? next : null;

    /// <summary>Adds a sample's own data. Some kernels have more in front, which the thread that leaves tells.</summary>
    /// <param name="row">The sample's place in the log.</param>
    /// <param name="sample">The sample.</param>
    public void Add(int row, in RawSample sample)
    {
        for (int more = 0; more <= 8 && sample.Raw.Length >= NextTid + more + sizeof(int); more += 4)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(sample.Raw[(PreviousTid + more)..]) == sample.Tid)
            {
                _next.Add(row, BinaryPrimitives.ReadInt32LittleEndian(sample.Raw[(NextTid + more)..]));
                return;
            }
        }
    }
}
