using FlameScope.Formats.Linux;
using System.Text;
using FlameScope.Formats;
using FlameScope.Formats.PerfScript;

namespace FlameScope.Core.Tests.Formats.PerfScript;

public sealed class PerfScriptFrameTests
{
    [Theory]
    [InlineData("heap_getnext+0x95 (/usr/lib/postgresql/15/bin/postgres)", "heap_getnext", "/usr/lib/postgresql/15/bin/postgres", FrameKind.User)]
    [InlineData("[unknown] (/usr/bin/node)", "[unknown]", "/usr/bin/node", FrameKind.User)]
    [InlineData("[unknown] ([unknown])", "[unknown]", "[unknown]", FrameKind.Unknown)]
    [InlineData("[unknown] (/memfd:doublemapper (deleted))", "[unknown]", "/memfd:doublemapper (deleted)", FrameKind.Jit)]
    [InlineData("main+0x1 (/opt/x/etl (x86) 7.5:)", "main", "/opt/x/etl (x86) 7.5:", FrameKind.User)]
    [InlineData("[unknown] (/opt/x/etl (x86) 7.5:)", "[unknown]", "/opt/x/etl (x86) 7.5:", FrameKind.User)]
    [InlineData("do_syscall_64+0x71 ([kernel.kallsyms])", "do_syscall_64", "[kernel.kallsyms]", FrameKind.Kernel)]
    [InlineData("[unknown] ([kernel.kallsyms])", "[unknown]", "[kernel.kallsyms]", FrameKind.Kernel)]
    [InlineData("kvm_run ([guest.kernel.kallsyms.12])", "kvm_run", "[guest.kernel.kallsyms.12]", FrameKind.Kernel)]
    [InlineData("x (/usr/lib/debug/boot/vmlinux-6.1.0-18-amd64)", "x", "/usr/lib/debug/boot/vmlinux-6.1.0-18-amd64", FrameKind.Kernel)]
    [InlineData("x+0x1 ([nf_conntrack])", "x", "[nf_conntrack]", FrameKind.Kernel)]
    [InlineData("x (/lib/modules/6.1/kernel/fs/ext4/ext4.ko.xz)", "x", "/lib/modules/6.1/kernel/fs/ext4/ext4.ko.xz", FrameKind.Kernel)]
    [InlineData("bpf_prog_6deef7357e7b4530+0x10 (bpf_prog_6deef7357e7b4530)", "bpf_prog_6deef7357e7b4530", "bpf_prog_6deef7357e7b4530", FrameKind.Kernel)]
    [InlineData("__vdso_clock_gettime+0x1 ([vdso])", "__vdso_clock_gettime", "[vdso]", FrameKind.User)]
    [InlineData("time ([vsyscall])", "time", "[vsyscall]", FrameKind.User)]
    [InlineData("StubRoutines (1)+0xc9 (/tmp/perf-20548.map)", "StubRoutines (1)", "/tmp/perf-20548.map", FrameKind.Jit)]
    [InlineData("x+0x1 (/tmp/perf-old.map)", "x", "/tmp/perf-old.map", FrameKind.User)]
    [InlineData("x (/tmp/.debug/jit/jitted-77-3.so)", "x", "/tmp/.debug/jit/jitted-77-3.so", FrameKind.Jit)]
    [InlineData("x ([JIT] tid 77)", "x", "[JIT] tid 77", FrameKind.Jit)]
    [InlineData("stub (//anon)", "stub", "//anon", FrameKind.Jit)]
    [InlineData("[unknown] (//anon)", "[unknown]", "//anon", FrameKind.Unknown)]
    [InlineData("core::intrinsics::likely+0x1e1 (inlined)", "core::intrinsics::likely", "inlined", FrameKind.Inlined)]
    [InlineData("operator+(A const&, B)+0x1f (/usr/bin/x)", "operator+(A const&, B)", "/usr/bin/x", FrameKind.User)]
    [InlineData("A::operator->() const (/usr/bin/x)", "A::operator->() const", "/usr/bin/x", FrameKind.User)]
    [InlineData("node::(anonymous namespace)::_canonicalize+0x446 (/usr/bin/node)", "node::(anonymous namespace)::_canonicalize", "/usr/bin/node", FrameKind.User)]
    [InlineData("(anonymous namespace)::f(int, (anonymous namespace)::X) (/usr/lib/x (deleted))", "(anonymous namespace)::f(int, (anonymous namespace)::X)", "/usr/lib/x (deleted)", FrameKind.User)]
    [InlineData("main.(*Index).Rebuild+0x1 (/opt/indexer)", "main.(*Index).Rebuild", "/opt/indexer", FrameKind.User)]
    [InlineData("RegExp:^(?:a+)+[<>&;\"']?x$+0x27c (/tmp/perf-5.map)", "RegExp:^(?:a+)+[<>&;\"']?x$", "/tmp/perf-5.map", FrameKind.Jit)]
    [InlineData("JS:*renderLoop /srv/catalog.js:7:18+0x71f (/tmp/perf-5.map)", "JS:*renderLoop /srv/catalog.js:7:18", "/tmp/perf-5.map", FrameKind.Jit)]
    [InlineData("instance void [gcpulse] P+<>c__DisplayClass14_0::<Main>b__0()[QuickJitted]+0x40 (/tmp/perf-5.map)", "instance void [gcpulse] P+<>c__DisplayClass14_0::<Main>b__0()[QuickJitted]", "/tmp/perf-5.map", FrameKind.Jit)]
    [InlineData("btbuild", "btbuild", "", FrameKind.Unknown)]
    [InlineData("shards::main::{{closure}}+0xed", "shards::main::{{closure}}", "", FrameKind.Unknown)]
    [InlineData("sym+0xnothex (/x)", "sym+0xnothex", "/x", FrameKind.User)]
    [InlineData("sym+0x (/x)", "sym+0x", "/x", FrameKind.User)]
    [InlineData("(/usr/bin/x)", "", "/usr/bin/x", FrameKind.User)]
    [InlineData("x+0x1 (/memfd:pulseaudio (deleted))", "x", "/memfd:pulseaudio (deleted)", FrameKind.User)]
    [InlineData("serve(int)", "serve(int)", "", FrameKind.Unknown)]
    [InlineData("[unknown] (/opt/a) b)", "[unknown]", "/opt/a) b", FrameKind.User)]
    [InlineData("", "", "", FrameKind.Unknown)]
    public void Symbol_module_and_kind_are_told_apart(string text, string symbol, string module, FrameKind kind)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal(symbol, Encoding.UTF8.GetString(frame.Symbol));
        Assert.Equal(module, Encoding.UTF8.GetString(frame.Module));
        Assert.Equal(kind, FrameClassifier.KindOf(frame.Symbol, frame.Module));
    }
}
