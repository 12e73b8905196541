using System.Buffers.Text;

namespace FlameScope.Formats.Linux;

/// <summary>Reads what the scheduler's tracepoint <c>sched:sched_switch</c> prints of itself.</summary>
internal static class SwitchText
{
    /// <summary>Whether an event is that tracepoint, by the name that perf gives it.</summary>
    public static bool IsSwitch(ReadOnlySpan<byte> eventName) =>
        eventName.StartsWith("sched:sched_switch"u8) && (eventName.Length == 18 || eventName[18] is (byte)':' or (byte)'/');

    /// <summary>Whether an event counts switches, and so comes with the stack that a thread is switched out with.</summary>
    public static bool IsCounter(ReadOnlySpan<byte> eventName)
    {
        int end = eventName.IndexOfAny((byte)':', (byte)'/');
        ReadOnlySpan<byte> name = end < 0 ? eventName : eventName[..end];
        return name.SequenceEqual("context-switches"u8) || name.SequenceEqual("cs"u8);
    }

    /// <summary>The thread that is switched in.</summary>
    /// <param name="payload">
    /// <c>prev_comm=a prev_pid=1 prev_prio=120 prev_state=S ==&gt; next_comm=b next_pid=2 next_prio=120</c>, where commands may hold
    /// anything; in older kernels <c>a:1 [120] S ==&gt; b:2 [120]</c>.
    /// </param>
    /// <param name="nextTid">The thread.</param>
    public static bool TryReadNext(ReadOnlySpan<byte> payload, out int nextTid)
    {
        int place = payload.LastIndexOf(" next_pid="u8);
        if (place >= 0)
        {
            return Utf8Parser.TryParse(payload[(place + " next_pid="u8.Length)..], out nextTid, out _);
        }

        int arrow = payload.LastIndexOf(" ==> "u8);
        int colon = arrow < 0 ? -1 : payload.LastIndexOf((byte)':');
        nextTid = 0;
        return colon > arrow && arrow >= 0 && Utf8Parser.TryParse(payload[(colon + 1)..], out nextTid, out _);
    }
}
