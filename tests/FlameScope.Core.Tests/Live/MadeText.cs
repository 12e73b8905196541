using System.Globalization;
using System.Text;

namespace FlameScope.Core.Tests.Live;

/// <summary>Made-up text of perf script, with everything that a live view has to get right: disorder, idle CPUs, switches, lost events and damage.</summary>
internal sealed class MadeText(Random random)
{
    private static readonly string[] Functions = ["main", "run", "read_row", "hash_key", "compress", "gc_mark", "do_syscall_64", "write_out"];

    /// <summary>How far samples may be from their place, in nanoseconds.</summary>
    public long Disorder { get; init; }

    /// <summary>Whether threads are seen to be switched.</summary>
    public bool HasSwitches { get; init; } = true;

    /// <summary>Seconds between the first sample and the last, about.</summary>
    public double Seconds { get; init; } = 5;

    public byte[] Create(int samples)
    {
        StringBuilder text = new();
        long step = (long)(Seconds * 1e9 / samples);
        for (int i = 0; i < samples; i++)
        {
            long time = 100_000_000_000 + (i * step) + (Disorder == 0 ? 0 : random.NextInt64(-Disorder, Disorder + 1));
            Add(text, time);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string Line(string command, int tid, long time, string @event, string payload = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"{command} {1000 + (tid / 10)}/{tid} [000] {time / 1_000_000_000}.{time % 1_000_000_000:D9}: {@event}: {payload}\n");

    private void Add(StringBuilder text, long time)
    {
        int tid = random.Next(2000, 2012);
        switch (random.Next(40))
        {
            case 0:
                text.Append(Line("worker", tid, time, "PERF_RECORD_LOST lost 3").Replace("lost 3: ", "lost 3", StringComparison.Ordinal));
                return;
            case 1:
                text.Append("this is no line of perf, and nobody knows what it is\n\n");
                return;
            case < 6:
                text.Append(CultureInfo.InvariantCulture, $"swapper 0/0 [000] {time / 1_000_000_000}.{time % 1_000_000_000:D9}: 10101010 cycles: \n");
                text.Append("\tffffffff810a native_safe_halt+0xe ([kernel.kallsyms])\n\tffffffff811a do_idle+0x1 ([kernel.kallsyms])\n\n");
                return;
            case < 12:
                int next = random.Next(2000, 2012);
                text.Append(Line("worker", tid, time, "sched:sched_switch", $"prev_comm=worker prev_pid={tid} prev_prio=120 prev_state=S{(HasSwitches ? $" ==> next_comm=worker next_pid={next} next_prio=120" : "")}"));
                break;
            default:
                text.Append(Line(tid % 3 == 0 ? "web server" : "worker", tid, time, random.Next(9) == 0 ? "7 faults" : "10101010 cycles"));
                break;
        }

        int depth = random.Next(1, 9);
        int first = random.Next(Functions.Length);
        for (int i = 0; i < depth; i++)
        {
            string function = Functions[(first + i) % Functions.Length];
            text.Append(CultureInfo.InvariantCulture, $"\t{0x55d0_0000_1000 + (Array.IndexOf(Functions, function) * 0x100):x} {function}+0x12 (/usr/lib/app/libstore.so.1)\n");
        }

        text.Append('\n');
    }
}
