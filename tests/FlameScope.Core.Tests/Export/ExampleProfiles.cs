using FlameScope.Formats.Linux;
using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Export;

/// <summary>Small profiles that exporters are tried on.</summary>
internal static class ExampleProfiles
{
    /// <summary>Names that break formats; each is one frame of one stack and the command of one thread.</summary>
    public static readonly byte[][] EvilNames =
    [
        "<script>alert(1)</script>"u8.ToArray(),
        "]]>"u8.ToArray(),
        "\"quoted\" & 'single'"u8.ToArray(),
        "&amp;"u8.ToArray(),
        "</title><text>"u8.ToArray(),
        "nul\0escape\u001b[31m"u8.ToArray(),
        "line\nfeed\r\ttab"u8.ToArray(),
        "line\u0085next\u2028separator\u2029"u8.ToArray(),
        "delete\u007f"u8.ToArray(),
        [0x62, 0x61, 0x64, 0xff, 0xfe, 0xc3, 0x28, 0xe2, 0x82],
        [0xed, 0xa0, 0x80, 0xef, 0xbf, 0xbe, 0xef, 0xbf, 0xbf],
        "\u202Eevil\u202C שלום مرحبا"u8.ToArray(),
        "a;b;c 12"u8.ToArray(),
        "🔥 名前 e\u0301"u8.ToArray(),
        " leading and trailing "u8.ToArray(),
        ""u8.ToArray(),
        Encoding.UTF8.GetBytes(new string('x', 5000)),
    ];

    /// <summary>Two seconds of a Java service, with an idle CPU, another event, samples without stacks, bad lines and losses.</summary>
    public static SampleStore Service()
    {
        SampleStoreBuilder builder = new();
        EventKindId cycles = PerfEvents.Add(builder, "cycles:ppp"u8);
        EventKindId faults = PerfEvents.Add(builder, "page-faults"u8);
        ThreadId java = builder.AddThread("java"u8, 10, 11);
        ThreadId idle = builder.AddThread("swapper"u8, 0, 0);
        FrameId run = builder.AddFrame("Server.run"u8, "/tmp/perf-10.map"u8, FrameKind.Jit);
        FrameId get = builder.AddFrame("Map.get"u8, "/tmp/perf-10.map"u8, FrameKind.Inlined);
        FrameId copy = builder.AddFrame("memcpy"u8, "/usr/lib/libc.so.6"u8, FrameKind.User);
        FrameId fault = builder.AddFrame("do_page_fault"u8, "[kernel.kallsyms]"u8, FrameKind.Kernel);
        FrameId unknown = builder.AddFrame("[unknown]"u8, ""u8, FrameKind.Unknown);
        FrameId halt = builder.AddFrame("native_safe_halt"u8, "[kernel.kallsyms]"u8, FrameKind.Kernel);
        StackId running = builder.AddStack(StackId.Empty, run);
        StackId getting = builder.AddStack(running, get);
        StackId copying = builder.AddStack(running, copy);
        StackId faulting = builder.AddStack(copying, fault);
        StackId lostInside = builder.AddStack(running, unknown);
        StackId halted = builder.AddStack(StackId.Empty, halt);
        for (int i = 0; i < 60; i++)
        {
            StackId stack = (i % 6) switch { 0 => getting, 1 or 2 => copying, 3 => faulting, 4 => lostInside, _ => running };
            builder.AddSample(new SampleRecord(7_000_000_000 + (i * 33_000_000L), stack, java, cycles, cpu: 0));
        }

        for (int i = 0; i < 6; i++)
        {
            builder.AddSample(new SampleRecord(8_300_000_000 + i, getting, java, cycles, cpu: 1));
        }

        builder.AddSample(new SampleRecord(7_500_000_000, StackId.Empty, java, cycles));
        builder.AddSample(new SampleRecord(7_600_000_000, halted, idle, cycles));
        builder.AddSample(new SampleRecord(7_700_000_000, copying, java, faults));
        IdleLoop.Mark(builder);
        return builder.Build(new LoadReport { Unparsed = 1, Lost = 4, Diagnostics = [new LoadDiagnostic(3, 90, "???", "an event")] });
    }

    /// <summary>Three samples of a clock, each with the time that passed before it.</summary>
    public static SampleStore Clock()
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 3; i++)
        {
            builder.Add(5_000_000_000 + (i * 500_000_000L), "app", i == 1 ? "main" : "main;run", "cpu-clock", weight: 10_200_000);
        }

        return builder.Build();
    }

    /// <summary>A quiet second and a slow one: parsing moved into a new function, another one is gone, a third is as it was.</summary>
    public static FlameDiff Change(FlameDiffOptions? options = null)
    {
        FlameTree baseline = FlameTree.Create(Second(4, ("main;parse", 100), ("main;old", 50), ("main;same", 49), ("main;rare", 1)));
        FlameTree examined = FlameTree.Create(Second(9, ("main;parse", 20), ("main;parse;retry", 130), ("main;same", 50)));
        return FlameDiff.Create(baseline, examined, options);
    }

    /// <summary>Every evil name on one side, and a plain stack on the other.</summary>
    public static FlameDiff EvilChange() => FlameDiff.Create(FlameTree.Create(Evil()), FlameTree.Create(Deep(3)));

    private static SampleStore Second(int second, params (string Stack, int Count)[] stacks)
    {
        SampleStoreBuilder builder = new();
        int sample = 0;
        foreach ((string stack, int count) in stacks)
        {
            for (int i = 0; i < count; i++, sample++)
            {
                builder.Add((second * 1_000_000_000L) + (sample * 5_000_000L), "app", stack);
            }
        }

        return builder.Build();
    }

    /// <summary>Every evil name as a command, a symbol, a module and the event.</summary>
    public static SampleStore Evil()
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "<evil>\0\"]]>\xff"u8);
        for (int i = 0; i < EvilNames.Length; i++)
        {
            ThreadId thread = builder.AddThread(EvilNames[i], 1, i);
            FrameId frame = builder.AddFrame(EvilNames[i], EvilNames[i], (FrameKind)(i % 5));
            StackId stack = builder.AddStack(builder.AddStack(StackId.Empty, frame), frame);
            builder.AddSample(new SampleRecord(i * 100_000_000L, stack, thread, @event));
        }

        return builder.Build();
    }

    /// <summary>One stack of many frames.</summary>
    public static SampleStore Deep(int frames)
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("deep"u8, 1, 1);
        StackId stack = StackId.Empty;
        for (int i = 0; i < frames; i++)
        {
            stack = builder.AddStack(stack, builder.AddFrame(Encoding.UTF8.GetBytes($"f{i % 7}"), "app"u8, FrameKind.User));
        }

        builder.AddSample(new SampleRecord(0, stack, thread, @event));
        return builder.Build();
    }

    /// <summary>Many stacks of two frames.</summary>
    public static SampleStore Wide(int nodes)
    {
        SampleStoreBuilder builder = new();
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        ThreadId thread = builder.AddThread("wide"u8, 1, 1);
        for (int i = 0; i < nodes; i++)
        {
            FrameId frame = builder.AddFrame(Encoding.UTF8.GetBytes($"function_{i}<int>"), "app"u8, FrameKind.User);
            builder.AddSample(new SampleRecord(i * 1_000_000L, builder.AddStack(StackId.Empty, frame), thread, @event));
        }

        return builder.Build();
    }
}
