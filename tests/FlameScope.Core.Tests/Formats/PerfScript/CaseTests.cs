using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Small inputs of the kinds that public reports complain of, each with its right values.</summary>
public sealed class CaseTests
{
    [Fact]
    public void Header_no_time()
    {
        SampleStore store = Load("header-no-time");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["cycles:ppp 2"], Events(store));
        Assert.Equal(["mixer;main;blend 1", "mixer;main;fade 1"], Folded(store));
        Assert.Equal(TimeAxis.None, store.TimeAxis);
        Assert.Equal("build-box-7", store.Header.HostName);
    }

    [Fact]
    public void Simpleperf_tabs()
    {
        SampleStore store = Load("simpleperf-tabs");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(
            [
                "113483014000 RenderThread -1/2145 [7] cpu-clock:u 201198: app_main(/data/app/com.acme-1/lib/arm/libacme.so,User);Lock::unlock()(/system/lib/libc.so,User)",
                "113583014000 Binder:2145_3 -1/2150 [2] cpu-clock:u 201198: com.acme.Home.onClick([JIT app cache],Jit);Lock::unlock()(/system/lib/libc.so,User)",
            ],
            Stores.Describe(store));
    }

    [Fact]
    public void Simpleperf_pid_tid()
    {
        SampleStore store = Load("simpleperf-pid-tid");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["com.acme.map;com.acme.Tile.hash 1", "com.acme.map;com.acme.Tile.hash;syscall;__schedule 1"], Folded(store));
        Assert.Equal([(2145, 2146), (2145, 2150)], Threads(store).Select(thread => (thread.Pid, thread.Tid)));
        Assert.Equal(FrameKind.Jit, store.Frames.ToArray().Single(frame => store.Strings.GetString(frame.Symbol) == "com.acme.Tile.hash").Kind);
    }

    [Fact]
    public void Stderr_at_head()
    {
        SampleStore store = Load("stderr-at-head");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(3, store.Report.Messages);
        Assert.Equal([1L, 2, 3], store.Report.Diagnostics.Select(place => place.LineNumber));
        Assert.Equal(["baker;main;bake 1", "baker;main;knead 1"], Folded(store));
    }

    [Fact]
    public void Stderr_inside_stack()
    {
        SampleStore store = Load("stderr-inside-stack");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(1, store.Report.Messages);
        Assert.Equal(["baker;main;bake 1", "baker;main;knead 1"], Folded(store));
    }

    [Fact]
    public void One_sample_no_newline()
    {
        SampleStore store = Load("one-sample-no-newline");
        RequireAccount(store, samples: 1, unparsed: 0);
        Assert.Equal(["quilt;[unknown];__libc_start_main;main;sew 1"], Folded(store));
    }

    [Fact]
    public void Period_u64()
    {
        SampleStore store = Load("period-u64");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["rivet;hammer 2"], Folded(store));
        Assert.Equal([long.MaxValue, long.MaxValue], [store.WeightOf(0), store.WeightOf(1)]);
    }

    [Theory]
    [InlineData("brstackinsn", 9)]
    [InlineData("register-lines", 3)]
    public void Brstackinsn_and_register_lines(string name, int details)
    {
        SampleStore store = Load(name);
        RequireAccount(store, samples: 3, unparsed: 0);
        Assert.Equal(details, store.Report.Details);
        Assert.Equal(["quilt;main;sew 3"], Folded(store));
    }

    [Fact]
    public void Insn_after_module()
    {
        SampleStore store = Load("insn-after-module");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["quilt;main;sew 1", "quilt;sew 1"], Folded(store));
        Assert.All(store.Frames.ToArray().Skip(1), frame => Assert.Equal("/opt/quilt/quilt", store.Strings.GetString(frame.Module)));
    }

    [Fact]
    public void Idle_arm64()
    {
        SampleStore store = Load("idle-arm64");
        RequireAccount(store, samples: 5, unparsed: 0);
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(store.IsIdle));
    }

    [Fact]
    public void Event_name_with_space()
    {
        SampleStore store = Load("event-name-with-space");
        RequireAccount(store, samples: 3, unparsed: 0);
        Assert.Equal(["raw 0x1b1 1", "raw 0x412e 2"], Events(store));
        Assert.Equal(["a;sew 2"], Folded(store, SampleFilter.Default));
    }

    [Fact]
    public void Frames_at_column_0()
    {
        SampleStore store = Load("frames-at-column-0");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["loom;main;Weave::base(Kind) const 1", "loom;main;Weave::base(Kind) const;native_write_msr_safe 1"], Folded(store));
    }

    [Fact]
    public void Ftrace_text() =>
        Assert.Contains("ftrace", Assert.Throws<ProfileFormatException>(() => Load("ftrace-text")).Message, StringComparison.Ordinal);

    [Fact]
    public void Branches_arrow()
    {
        SampleStore store = Load("branches-arrow");
        RequireAccount(store, samples: 3, unparsed: 0);
        Assert.Equal(["branches:uH 3"], Events(store));
        Assert.Equal(
            ["RunTasks(/opt/job,User)", "CallNull(/opt/job,User)", "[unknown]([unknown],Unknown)"],
            Stores.Describe(store).Select(sample => sample[(sample.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public void Mixed_cpu_column()
    {
        SampleStore store = Load("mixed-cpu-column");
        RequireAccount(store, samples: 5, unparsed: 0);
        Assert.Equal(["cpu-clock 2", "sched:sched_switch 3"], Events(store));
        Assert.Equal([-1, 1, 1, 1, -1], store.Cpus.ToArray().Select(cpu => (int)cpu));
        Assert.Single(Threads(store));
    }

    [Fact]
    public void Two_layouts_joined()
    {
        SampleStore store = Load("two-layouts-joined");
        RequireAccount(store, samples: 6, unparsed: 0);
        Assert.Equal(["seam;cut 3", "seam;sew 3"], Folded(store));
    }

    [Fact]
    public void Ok_uprobe_colons()
    {
        SampleStore store = Load("ok-uprobe-colons");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["probe_libc:malloc__return 1", "runtime:newobject 1"], Events(store));
        Assert.Equal(["grid-server;main 1", "grid-server;net/http2.(*Framer).ReadFrame;runtime.newobject 1"], Folded(store));
    }

    [Fact]
    public void Ok_guest()
    {
        SampleStore store = Load("ok-guest");
        RequireAccount(store, samples: 4, unparsed: 0);
        Assert.Equal(1, store.Stacks.ToArray().Count(stack => stack == StackId.Empty));
        Assert.All(store.Frames.ToArray().Skip(1), frame => Assert.Equal(FrameKind.Kernel, frame.Kind));
        Assert.DoesNotContain(true, Enumerable.Range(0, 4).Select(store.IsIdle));
        Assert.Equal(["CPU 0/KVM", "CPU 0/KVM", "CPU 1/KVM", ":-1"], Stores.Describe(store).Select(CommandOf));
    }

    [Fact]
    public void Ok_sideband_no_colon()
    {
        SampleStore store = Load("ok-sideband-no-colon");
        RequireAccount(store, samples: 1, unparsed: 0);
        Assert.Equal(15, store.Report.SideBand);
        Assert.Equal(42, store.Report.Lost);
        Assert.Equal(9_000_100_000_000, store.Times[0]);
    }

    [Fact]
    public void Ok_sched_trace()
    {
        SampleStore store = Load("ok-sched-trace");
        RequireAccount(store, samples: 2, unparsed: 0);
        Assert.Equal(["cache-server;epoll_wait;schedule;__schedule 1", "cache-server;read;__schedule 1"], Folded(store));
    }

    private static SampleStore Load(string name) =>
        ProfileLoader.Load(Path.Combine(AppContext.BaseDirectory, "Data", "cases", name + ".txt"));

    private static void RequireAccount(SampleStore store, int samples, int unparsed)
    {
        Assert.Equal((samples, (long)samples, (long)unparsed), (store.Count, store.Report.Samples, store.Report.Unparsed));
        Assert.False(store.Report.IsTruncated);
    }

    private static string[] Folded(SampleStore store, SampleFilter? filter = null)
    {
        FlameTree tree = FlameTree.Create(store.Where(filter ?? new SampleFilter { Event = EventSelection.All, IncludeIdle = true }));
        return [.. new FoldedExporter().ExportToString(tree).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private static string[] Events(SampleStore store) =>
    [
        .. store.Events.ToArray().GroupBy(id => store.Strings.GetString(store.EventKinds[id].Name))
            .Select(kind => $"{kind.Key} {kind.Count()}").Order(StringComparer.Ordinal),
    ];

    private static ProfiledThread[] Threads(SampleStore store) => store.ThreadTable.ToArray();

    private static string CommandOf(string sample)
    {
        string rest = sample[(sample.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return rest[..rest.LastIndexOf(' ', rest.IndexOf(" [", StringComparison.Ordinal) - 1)];
    }
}
