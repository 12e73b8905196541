using System.Globalization;
using System.Text;
using FlameScope.Formats.Linux;

namespace FlameScope.Formats.PerfData;

/// <summary>The modules of a recording: which file a map is of, and the name that perf shows for it.</summary>
internal sealed class Modules(Features features, LoadContext context)
{
    private readonly Dictionary<SymbolModule, MappedModule> _known = [];
    private readonly Dictionary<string, MappedModule> _functions = [];

    /// <summary>The module that a map of a process is of.</summary>
    public MappedModule Of(MapEvent map)
    {
        string path = Encoding.UTF8.GetString(map.Name);
        string shown = map.IsExecutable && IsAnonymous(path) ? string.Create(CultureInfo.InvariantCulture, $"/tmp/perf-{map.Pid}.map") : path;
        bool isJit = shown != path || IsAnonymous(path) || path.StartsWith("/memfd:", StringComparison.Ordinal) || path.StartsWith("/dev/ashmem/dalvik-jit", StringComparison.Ordinal);
        return Of(
            new SymbolModule
            {
                Path = shown,
                Kind = isJit ? SymbolModuleKind.Jit : SymbolModuleKind.File,
                BuildId = isJit ? "" : BuildIdOf(map, path),
                ProcessId = isJit ? map.Pid : -1,
            },
            shown);
    }

    /// <summary>The kernel, or a module of it.</summary>
    public MappedModule OfKernel(MapEvent map)
    {
        string path = Encoding.UTF8.GetString(map.Name);
        string shown = NameOfKernel(path);
        bool isWhole = shown is "[kernel.kallsyms]" or "[guest.kernel.kallsyms]";
        return Of(
            new SymbolModule
            {
                Path = isWhole ? shown : path,
                Kind = SymbolModuleKind.Kernel,
                BuildId = BuildIdOf(map, isWhole ? shown : path),
                RelocationSymbol = isWhole ? path[shown.Length..] : "",
                RelocationAddress = isWhole ? map.PageOffset : 0,
                MappedSize = isWhole ? unchecked(map.Start + map.Length - map.PageOffset) : 0,
            },
            shown);
    }

    /// <summary>A function of the kernel that is a module of its own: a BPF program, or a trampoline.</summary>
    public MappedModule OfFunction(byte[] name)
    {
        string text = Encoding.UTF8.GetString(name);
        if (!_functions.TryGetValue(text, out MappedModule? module))
        {
            _functions.Add(text, module = new MappedModule(_known.Count + _functions.Count, name, null, name, IsFile: false));
        }

        return module;
    }

    /// <summary>Whether a file that a process mapped is what a runtime writes of the code that it compiles: <c>jit-PID.dump</c>.</summary>
    public static bool IsJitDump(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> file = path[(path.LastIndexOf((byte)'/') + 1)..];
        return file.StartsWith("jit-"u8) && file.EndsWith(".dump"u8) && file.Length > 9 && file[4..^5].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private MappedModule Of(SymbolModule module, string shown)
    {
        if (!_known.TryGetValue(module, out MappedModule? known))
        {
            known = new MappedModule(
                _known.Count + _functions.Count, Encoding.UTF8.GetBytes(shown), context.Symbols.Of(module), null, IsFile: module.Kind == SymbolModuleKind.File);
            _known.Add(module, known);
        }

        return known;
    }

    private string BuildIdOf(MapEvent map, string path) => map.BuildId.Length > 0 ? Convert.ToHexStringLower(map.BuildId) : features.BuildIdOf(path);

    // Memory without a file, in which a runtime compiles.
    private static bool IsAnonymous(string path) =>
        path.StartsWith("//anon", StringComparison.Ordinal) || path.StartsWith("/dev/zero", StringComparison.Ordinal)
        || path.StartsWith("/anon_hugepage", StringComparison.Ordinal) || path.StartsWith("[anon", StringComparison.Ordinal)
        || path.StartsWith("[stack", StringComparison.Ordinal) || path.StartsWith("/SYSV", StringComparison.Ordinal) || path == "[heap]";

    // [kernel.kallsyms]_text; /lib/modules/6.1.0/kernel/net/nf-conntrack.ko.xz is shown as [nf_conntrack].
    private static string NameOfKernel(string path)
    {
        int end = path.IndexOf(']', StringComparison.Ordinal);
        if (path.StartsWith('[') && end > 0)
        {
            return path[..(end + 1)];
        }

        string file = path[(path.LastIndexOf('/') + 1)..];
        int extension = file.LastIndexOf(".ko", StringComparison.Ordinal);
        return extension > 0 && file[extension..] is (".ko" or ".ko.gz" or ".ko.xz" or ".ko.zst")
            ? $"[{file[..extension].Replace('-', '_')}]"
            : path;
    }
}
