using System.Text;
using FlameScope.Formats;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Kernel;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>Finds the kernel's symbols; those of its modules are among them.</summary>
/// <param name="places">Where to look.</param>
/// <param name="opensMachine">Whether the running kernel may be asked.</param>
internal sealed class KernelFinder(IReadOnlyList<SymbolPlace> places, bool opensMachine)
{
    private const string FileName = "kallsyms";
    private const string KernelPath = "[kernel.kallsyms]";
    private const int MaxBytes = 64 * 1024 * 1024;

    // Older recordings map all of the address space.
    private const ulong MaxKernelBytes = 1 << 30;
    private const string Advice =
        "Name a folder or archive with the kernel's kallsyms with SymbolOptions.Roots (--symbols); perf archive and flamescope pack collect it on the machine of the recording.";

    private readonly Dictionary<SymbolModule, FoundSymbols> _found = [];

    /// <summary>Whether a module is the kernel as a whole.</summary>
    public static bool IsKernel(SymbolModule module) => module.Kind == SymbolModuleKind.Kernel && module.Path == KernelPath;

    /// <summary>Finds the symbols of the kernel or of one of its modules.</summary>
    /// <param name="wanted">What the recording says of the module.</param>
    /// <param name="kernel">What it says of the kernel; <see langword="null"/> where nothing.</param>
    public FoundSymbols Find(SymbolModule wanted, SymbolModule? kernel)
    {
        if (wanted.Path.StartsWith("[guest", StringComparison.Ordinal))
        {
            return new FoundSymbols(null, new SymbolReason("it is the kernel of a virtual machine's guest"));
        }

        // Modules have build ids of their own, which say nothing of the kernel's list.
        SymbolModule key = IsKernel(wanted) ? wanted : kernel ?? wanted with { Path = KernelPath, BuildId = "" };
        key = key.MappedSize > MaxKernelBytes ? key with { MappedSize = 0 } : key;
        if (!_found.TryGetValue(key, out FoundSymbols found))
        {
            found = Search(key);
            _found.Add(key, found);
        }

        // What is to be told of the list is told once.
        return IsKernel(wanted) || found.Note is not SymbolReason note ? found : found with { Note = note with { IsAlwaysTold = false } };
    }

    private FoundSymbols Search(SymbolModule wanted)
    {
        SymbolReason? refused = null;
        foreach (SymbolPlace place in places)
        {
            foreach (string path in place.PathsOfBuildId(wanted.BuildId, FileName))
            {
                using SymbolFile? file = place.Folder.TryOpen(path);
                if (file is not null && Create(file, wanted, ref refused) is KallsymsTable table)
                {
                    return new FoundSymbols(table, null, file.Path);
                }
            }
        }

        if (opensMachine && RunningKernel.BuildId() is { Length: > 0 } running && running == wanted.BuildId
            && Create(RunningKernel.Kallsyms(), RunningKernel.Path, wanted, ref refused) is KallsymsTable live)
        {
            return new FoundSymbols(live, null, RunningKernel.Path);
        }

        return Unproven(wanted, ref refused)
            ?? new FoundSymbols(null, refused ?? new SymbolReason(
                wanted.BuildId.Length > 0
                    ? $"no list of symbols of the kernel with the build id {wanted.BuildId} was found"
                    : "the recording has no build id for it, and no list of its symbols was found",
                Advice));
    }

    // A list says nothing of the kernel it belongs to, but the length of the kernel's code is another with each build.
    private FoundSymbols? Unproven(SymbolModule wanted, ref SymbolReason? refused)
    {
        List<(Kallsyms Symbols, string Path)> found = [];
        foreach (SymbolPlace place in places)
        {
            IEnumerable<string> named = place.LooksByName ? place.Folder.PathsOf(FileName) : [];
            IEnumerable<string> cached = wanted.BuildId.Length == 0 && (place.LooksByName || wanted.MappedSize > 0) ? place.CachedVersionsOf(KernelPath, FileName) : [];
            foreach (string path in named.Concat(cached))
            {
                using SymbolFile? file = place.Folder.TryOpen(path);
                if (file is not null && Read(file, ref refused) is Kallsyms symbols)
                {
                    found.Add((symbols, file.Path));
                }
            }
        }

        if (opensMachine && wanted is { BuildId.Length: 0, MappedSize: > 0 } && Read(RunningKernel.Kallsyms(), RunningKernel.Path, ref refused) is Kallsyms live)
        {
            found.Add((live, RunningKernel.Path));
        }

        // Without a length, one that somebody named is taken where it is the only one, or begins where the recorded kernel did.
        (Kallsyms Symbols, string Path) best = wanted.MappedSize > 0
            ? found.Find(candidate => IsAsLong(candidate.Symbols, wanted))
            : found.Count == 1 ? found[0] : found.Find(candidate => MovedBy(candidate.Symbols, wanted) == 0);
        if (best.Symbols is null || MovedBy(best.Symbols, wanted) is not ulong moved)
        {
            refused ??= found.Count == 0 ? null
                : new SymbolReason("the recording has no build id for it, and the lists of symbols that were found are of other kernels", Advice) { File = found[0].Path };
            return null;
        }

        return new FoundSymbols(
            new KallsymsTable(best.Symbols, moved),
            new SymbolReason(
                wanted.BuildId.Length > 0
                    ? "the list of its symbols has no build id, and was taken for the recorded kernel's"
                    : "the recording has no build id for it, and a list of symbols was taken without",
                wanted.MappedSize > 0 ? "" : "Make sure that it is of the kernel that was recorded.",
                IsAlwaysTold: true)
            { File = best.Path },
            best.Path);
    }

    // perf counts to the end of the code, or of the data where the kernel tells.
    private static bool IsAsLong(Kallsyms symbols, SymbolModule wanted) =>
        symbols.TryFindAddress(Encoding.UTF8.GetBytes(wanted.RelocationSymbol), out ulong start)
        && (EndsAt(symbols, "_etext"u8, start + wanted.MappedSize) || EndsAt(symbols, "_edata"u8, start + wanted.MappedSize));

    private static bool EndsAt(Kallsyms symbols, ReadOnlySpan<byte> name, ulong end) => symbols.TryFindAddress(name, out ulong address) && address == end;

    private static KallsymsTable? Create(SymbolFile file, SymbolModule wanted, ref SymbolReason? refused) =>
        Create(file.ReadPiece(0, file.Length, MaxBytes), file.Path, wanted, ref refused);

    private static KallsymsTable? Create(byte[] text, string path, SymbolModule wanted, ref SymbolReason? refused)
    {
        if (Read(text, path, ref refused) is not Kallsyms symbols)
        {
            return null;
        }

        if (MovedBy(symbols, wanted) is ulong moved)
        {
            return new KallsymsTable(symbols, moved);
        }

        refused ??= new SymbolReason($"the list of its symbols does not have {wanted.RelocationSymbol}, from which the recording counts") { File = path };
        return null;
    }

    private static Kallsyms? Read(SymbolFile file, ref SymbolReason? refused) => Read(file.ReadPiece(0, file.Length, MaxBytes), file.Path, ref refused);

    private static Kallsyms? Read(byte[] text, string path, ref SymbolReason? refused)
    {
        Kallsyms symbols = Kallsyms.Read(text);
        if (!symbols.HasSymbols)
        {
            return null;
        }

        if (symbols.IsRestricted)
        {
            refused ??= new SymbolReason(
                "the list of its symbols has no addresses: the kernel hid them from whoever read it",
                "Record as root, or allow it first: sudo sysctl kernel.kptr_restrict=0 kernel.perf_event_paranoid=1.")
            { File = path };
            return null;
        }

        return symbols;
    }

    // What to add to recorded addresses; nothing where the symbol that both have is missing.
    private static ulong? MovedBy(Kallsyms symbols, SymbolModule wanted) =>
        wanted.RelocationSymbol.Length == 0 || wanted.RelocationAddress == 0 ? 0
        : symbols.TryFindAddress(Encoding.UTF8.GetBytes(wanted.RelocationSymbol), out ulong address) ? unchecked(address - wanted.RelocationAddress)
        : null;
}
