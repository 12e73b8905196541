using FlameScope.Formats;

namespace FlameScope.Docs.Tests.Json;

/// <summary>A small profile that has one of everything that views write.</summary>
internal static class SampleProfile
{
    private const long Millisecond = 1_000_000;

    /// <summary>Half a minute of a service with four collections, each of which has a marker.</summary>
    public static SampleStore CreateWithCollections()
    {
        SampleStoreBuilder builder = new();
        EventKindId cpu = builder.AddEventKind("cpu"u8);
        ThreadId service = builder.AddThread("service"u8, pid: 10, tid: 11);
        ThreadId collector = builder.AddThread("collector"u8, pid: 10, tid: 12);
        StackId serve = builder.AddStack(StackId.Empty, builder.AddFrame("serve"u8, "/usr/bin/app"u8, FrameKind.User));
        StackId collect = builder.AddStack(StackId.Empty, builder.AddFrame("collect"u8, "/usr/bin/app"u8, FrameKind.User));
        Random random = new(7);
        for (long time = 0; time < 30_000 * Millisecond; time += 5 * Millisecond)
        {
            if (random.Next(3) == 0)
            {
                builder.AddSample(new SampleRecord(time, serve, service, cpu, cpu: 0));
            }
        }

        foreach (long start in (long[])[4_000 * Millisecond, 11_300 * Millisecond, 19_700 * Millisecond, 27_200 * Millisecond])
        {
            for (long time = start; time < start + (400 * Millisecond); time += 5 * Millisecond)
            {
                builder.AddSample(new SampleRecord(time, collect, collector, cpu, cpu: 1));
            }

            builder.AddMarker(new Marker(new TimeRange(start, start + (400 * Millisecond)), builder.AddString("GC gen 2"u8)));
        }

        return builder.Build();
    }

    /// <summary>A profile whose values add up to more than 2^63 - 1, and that has time off a CPU.</summary>
    public static SampleStore CreateSaturated()
    {
        SampleStoreBuilder builder = new();
        EventKindId bytes = builder.AddEventKind("bytes"u8, new EventKind { Unit = "bytes" });
        ThreadId thread = builder.AddThread("app"u8, pid: 10, tid: 11);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, bytes, weight: long.MaxValue));
        builder.AddSample(new SampleRecord(1, StackId.Empty, thread, bytes, weight: long.MaxValue));
        EventKindId offCpu = builder.AddEventKind("off-cpu"u8, new EventKind { Unit = "ns", Clock = EventClock.OffCpu, IsDerived = true });
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, offCpu) { Duration = 1 });
        return builder.Build();
    }

    public static SampleStore Create()
    {
        SampleStoreBuilder builder = new();
        EventKindId cpu = builder.AddEventKind("cpu"u8);
        ThreadId thread = builder.AddThread("app"u8, pid: 10, tid: 11);
        StackId main = builder.AddStack(StackId.Empty, builder.AddFrame("main"u8, "/usr/bin/app"u8, FrameKind.User));
        StackId read = builder.AddStack(main, builder.AddFrame("read"u8, "[kernel.kallsyms]"u8, FrameKind.Kernel));
        StackId script = builder.AddStack(main, builder.AddFrame("script"u8, default, FrameKind.Unknown));
        for (int i = 0; i < 300; i++)
        {
            StackId stack = i % 3 == 0 ? main : i < 150 ? read : script;
            builder.AddSample(new SampleRecord(i * 10 * Millisecond, stack, thread, cpu, cpu: 0));
        }

        builder.AddMarker(new Marker(new TimeRange(100 * Millisecond, 350 * Millisecond), builder.AddString("GC"u8))
        {
            Kind = builder.AddString("gc"u8),
            Thread = thread,
            Text = builder.AddString("gen 2"u8),
        });
        builder.AddMarker(new Marker(new TimeRange(400 * Millisecond, 400 * Millisecond), builder.AddString("deploy"u8)));
        return builder.Build();
    }
}
