using CsCheck;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>Random recordings whose every field is known, with names as bad as perf lets them be.</summary>
internal static class RenderedGen
{
    private const string CommandBytes = "ab09:[](){}./#-+\t\u001b é;,=";

    // Seen in real recordings, or made to look like other fields. perf pads commands with blanks, so those at an end are not
    // to be had; a tab in front would make the line a frame.
    private static readonly Gen<string> Commands = Gen.Frequency(
        (3, Gen.OneOf(
            "java", "C2 CompilerThre", "kworker/0:1", "a:b [c]", "42", "Timer-0 1.5:", "# cmdline: x", "x 1 [000] 5.5:", "job 3.25: run", "", ":-1",
            "-1", "5/6", "[000]", "U", "a U", "1.000000:", "1 0.000000: a/", "PERF_RECORD_X", "cycles:", "héllo wörld", "#", "/", "0", "new process 5")),
        (2, Gen.String[Gen.OneOf(CommandBytes.ToCharArray()), 0, 12].Select(text => text.Trim(' ', '\t'))));

    private static readonly Gen<string> Symbols = Gen.OneOf(
        "main", "[unknown]", "operator+", "operator->", "P::operator->()", "a->b", "(anonymous namespace)::run(int, char)", "f(x)::{lambda()#1}::operator()",
        "std::vector<int, std::allocator<int> >::push_back", "<shards::Varint as shards::Codec>::encode", "main.(*Index).Rebuild",
        "stub [gcpulse] P+<>c__DisplayClass14_0 <Main>b__0()[QuickJitted]", "RegExp:^(?:a+)+[<>&;\"']?x$", "StubRoutines (1)",
        "1.000000: 2 cycles:", "héllo", "x+0x", "+0x5", "a b c", "void java.util.X.sort(java.util.X$S, long[], int)", "JS:*renderLoop /srv/catalog.js:7:18", "0");

    private static readonly Gen<(string Module, FrameKind Kind)> Modules = Gen.OneOf(
        ("/bin/s", FrameKind.User),
        ("/usr/lib/x86_64-linux-gnu/libc.so.6", FrameKind.User),
        ("[kernel.kallsyms]", FrameKind.Kernel),
        ("/lib/modules/6.1/kernel/fs/ext4.ko.xz", FrameKind.Kernel),
        ("[nf_conntrack]", FrameKind.Kernel),
        ("[vdso]", FrameKind.User),
        ("/memfd:doublemapper (deleted)", FrameKind.Jit),
        ("/tmp/perf-12.map", FrameKind.Jit),
        ("/opt/x/etl (x86) 7.5:", FrameKind.User),
        ("[unknown]", FrameKind.Unknown));

    private static readonly Gen<RenderedFrame> Frames = Gen.Select(Symbols, Modules, Gen.Int[0, 5], (symbol, module, inlined) =>
        new RenderedFrame(symbol, module.Module, inlined == 0 ? FrameKind.Inlined : module.Kind));

    // The outermost frame has nothing to be inlined into.
    private static readonly Gen<RenderedFrame[]> Stacks = Frames.Array[0, 6].Select(frames => frames switch
    {
        [.., { Kind: FrameKind.Inlined } last] => [.. frames[..^1], last with { Module = "/bin/s", Kind = FrameKind.User }],
        _ => frames,
    });

    private static readonly Gen<(string Event, string Payload)> Events = Gen.OneOf(
        ("cycles", ""),
        ("cycles:uppp", ""),
        ("cpu-clock:ppp", ""),
        ("cpu/event=0x3c,umask=0x0/ukP", ""),
        ("page-faults", ""),
        ("sched:sched_switch", "prev_comm=a 5 [000] 1.000000: x prev_pid=1 ==> next_comm=cycles: 5"),
        ("syscalls:sys_exit_openat", "0x3"));

    private static readonly Gen<int> Ids = Gen.OneOf(Gen.Int[0, 99], Gen.Int[100, 4_194_304], Gen.Const(-1));

    private static readonly Gen<long> Times = Gen.OneOf(Gen.Long[0, 20_000_000_000], Gen.Long[0, 9_000_000_000_000_000_000], Gen.Const(5_000_000_000L));

    public static Gen<RenderedSample> Samples { get; } = Gen.Select(
        Times, Commands, Gen.Select(Ids, Ids, Gen.Int[0, 1023]), Gen.Long[0, 9_223_372_036_854_775_800], Events, Stacks,
        (time, command, place, period, named, frames) => new RenderedSample(
            time, command, place.Item1, place.Item2, place.Item3, period, named.Event, named.Payload, frames));

    // Without offsets, only balanced brackets tell a module.
    public static Gen<RenderedLayout> Layouts { get; } = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool)
        .Select(has => new RenderedLayout(has.Item1, has.Item2, has.Item3, has.Item4, has.Item5, has.Item6));

    public static Gen<(RenderedLayout Layout, RenderedSample[] Samples)> Recordings { get; } = Gen.Select(Layouts, Samples.Array[1, 12]);
}
