using System.Globalization;
using System.Text;

namespace FlameScope.Formats.PerfData;

/// <summary>Names events as perf does where the recording has no names.</summary>
internal static class EventNames
{
    private static readonly string[] Software =
    [
        "cpu-clock", "task-clock", "page-faults", "context-switches", "cpu-migrations", "minor-faults", "major-faults",
        "alignment-faults", "emulation-faults", "dummy", "bpf-output", "cgroup-switches",
    ];

    private static readonly string[] Hardware =
    [
        "cycles", "instructions", "cache-references", "cache-misses", "branches", "branch-misses", "bus-cycles",
        "stalled-cycles-frontend", "stalled-cycles-backend", "ref-cycles",
    ];

    private static readonly string[] Caches = ["L1-dcache", "L1-icache", "LLC", "dTLB", "iTLB", "branch", "node"];

    private static readonly string[] CacheAccesses = ["load", "store", "prefetch"];

    private const uint HardwareType = 0;
    private const uint CacheType = 3;
    private const uint RawType = 4;

    // The upper half of a hardware event's number says which kind of core counts it.
    private const ulong HardwareMask = 0xffffffff;

    public static byte[] NameOf(EventAttribute attribute) => Encoding.ASCII.GetBytes(attribute.Type switch
    {
        HardwareType => At(Hardware, attribute.Config & HardwareMask) + Modifiers(attribute),
        EventAttribute.SoftwareType => At(Software, attribute.Config) + Modifiers(attribute),
        EventAttribute.TracepointType => "unknown tracepoint",
        CacheType => CacheName(attribute.Config & HardwareMask) + Modifiers(attribute),
        RawType => string.Create(CultureInfo.InvariantCulture, $"raw 0x{attribute.Config:x}") + Modifiers(attribute),
        _ => string.Create(CultureInfo.InvariantCulture, $"unknown attr type: {attribute.Type}"),
    });

    private static string At(string[] names, ulong config) => config < (ulong)names.Length ? names[config] : "unknown";

    private static string CacheName(ulong config)
    {
        ulong cache = config & 0xff;
        ulong access = (config >> 8) & 0xff;
        ulong result = config >> 16;
        return cache < (ulong)Caches.Length && access < (ulong)CacheAccesses.Length && result < 2
            ? $"{Caches[cache]}-{CacheAccesses[access]}{(result == 0 ? "s" : "-misses")}"
            : "invalid-cache";
    }

    private static string Modifiers(EventAttribute attribute)
    {
        StringBuilder text = new();
        bool areSome = attribute.ExcludesKernel || attribute.ExcludesUser || attribute.ExcludesHypervisor;
        if (areSome)
        {
            text.Append(attribute.ExcludesKernel ? "" : "k").Append(attribute.ExcludesUser ? "" : "u").Append(attribute.ExcludesHypervisor ? "" : "h");
        }

        text.Append('p', attribute.Precision);
        if (attribute.ExcludesHost || attribute.ExcludesGuest == (areSome || attribute.Precision > 0))
        {
            text.Append(attribute.ExcludesHost ? "" : "H").Append(attribute.ExcludesGuest ? "" : "G");
        }

        return text.Length == 0 ? "" : ":" + text;
    }
}
