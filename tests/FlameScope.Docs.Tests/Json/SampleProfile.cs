using FlameScope.Formats;

namespace FlameScope.Docs.Tests.Json;

/// <summary>A small profile that has one of everything that views write.</summary>
internal static class SampleProfile
{
    private const long Millisecond = 1_000_000;

    /// <summary>A profile whose values add up to more than 2^63 - 1.</summary>
    public static SampleStore CreateSaturated()
    {
        SampleStoreBuilder builder = new();
        EventKindId bytes = builder.AddEventKind("bytes"u8, new EventKind { Unit = "bytes" });
        ThreadId thread = builder.AddThread("app"u8, pid: 10, tid: 11);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, bytes, weight: long.MaxValue));
        builder.AddSample(new SampleRecord(1, StackId.Empty, thread, bytes, weight: long.MaxValue));
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
