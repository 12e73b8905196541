using FlameScope.Formats;
using FlameScope.Symbols.Modules;
using FlameScope.Symbols.Search;

namespace FlameScope.Symbols;

/// <summary>
/// All symbols for one load: each module is looked for once, when its first address is asked for. For one thread at a time.
/// </summary>
internal sealed class RecordingSymbols : IDisposable
{
    private SymbolOptions _options;
    private readonly bool _opensMachine;
    private readonly Dictionary<SymbolModule, ModuleSymbols> _modules = [];
    private readonly List<IDisposable> _tables = [];
    private SymbolFinder? _finder;
    private SymbolModule? _kernel;

    /// <param name="options">Where names are looked for.</param>
    /// <param name="isFile">Whether the input is a file that was loaded by path.</param>
    public RecordingSymbols(SymbolOptions options, bool isFile)
    {
        _options = options;
        _opensMachine = options.OpenRecordedFiles ?? isFile;
    }

    /// <summary>
    /// Whether the recording's times are those of CLOCK_MONOTONIC, which runtimes write into their dumps; where they are not, names of
    /// code that was compiled at run time do not depend on time.
    /// </summary>
    public bool IsClockMonotonic { get; set; } = true;

    /// <summary>
    /// Notes that a process mapped a file named <c>jit-PID.dump</c>; to be called before the first module of kind
    /// <see cref="SymbolModuleKind.Jit"/> of the process is asked for an address.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="path">The dump's path as recorded.</param>
    public void AddJitDump(int processId, string path) => Finder.AddDump(processId, path);

    /// <summary>
    /// Notes that a process has an id of its own in its container, by which its runtime names what it writes; to be called as <see cref="AddJitDump"/>.
    /// </summary>
    /// <param name="processId">The process.</param>
    public void AddContainer(int processId) => Finder.AddContainer(processId);

    /// <summary>Adds a folder or an archive that came with the input itself, after those that were named for the load.</summary>
    /// <param name="path">The folder or archive.</param>
    /// <exception cref="InvalidOperationException">An address or a dump has been asked for already.</exception>
    public void AddRoot(string path)
    {
        if (_finder is not null)
        {
            throw new InvalidOperationException("Roots are added before the first address is asked for.");
        }

        _options = _options with { Roots = [.. _options.Roots, path] };
    }

    /// <summary>The symbols of a module; the same object for an equal module.</summary>
    public ModuleSymbols Of(SymbolModule module)
    {
        if (!_modules.TryGetValue(module, out ModuleSymbols? symbols))
        {
            symbols = new ModuleSymbols(module, Search);
            _modules.Add(module, symbols);

            // The list of the kernel's symbols names its modules, too, in whatever order they are asked.
            _kernel ??= KernelFinder.IsKernel(module) ? module : null;
        }

        return symbols;
    }

    /// <summary>The modules whose names were found, with the files that they are of.</summary>
    public IReadOnlyList<ModuleSymbols> NamedModules => [.. _modules.Values.Where(static symbols => symbols.Files.Count > 0)];

    /// <summary>What the modules lack or rest on, the most samples first; one note per module.</summary>
    public IReadOnlyList<SymbolNote> CreateNotes() =>
    [
        .. _finder?.Problems ?? [],
        .. _modules.Values
            .Where(static symbols => symbols.UnnamedSamples > 0 || symbols.Note is { IsAlwaysTold: true })
            .OrderByDescending(static symbols => symbols.UnnamedSamples)
            .ThenBy(static symbols => symbols.Module.Path, StringComparer.Ordinal)
            .Select(NoteOf),
    ];

    /// <summary>Closes the files; names that were found are copied by then.</summary>
    public void Dispose()
    {
        foreach (IDisposable table in _tables)
        {
            table.Dispose();
        }

        _tables.Clear();
        _modules.Clear();
        _finder?.Dispose();
    }

    private SymbolFinder Finder => _finder ??= new SymbolFinder(_options, _opensMachine);

    private FoundSymbols Search(SymbolModule module)
    {
        foreach (ISymbolResolver resolver in _options.Resolvers)
        {
            if (resolver.Find(module) is ISymbolTable table)
            {
                return new FoundSymbols(Keep(table), null);
            }
        }

        Finder.IsClockMonotonic = IsClockMonotonic;
        FoundSymbols found = Finder.Find(module, _kernel);
        Keep(found.Table);
        return found;
    }

    private ISymbolTable? Keep(ISymbolTable? table)
    {
        if (table is IDisposable open)
        {
            _tables.Add(open);
        }

        return table;
    }

    private static SymbolNote NoteOf(ModuleSymbols symbols)
    {
        SymbolReason reason = symbols.Note ?? new SymbolReason("its symbols do not cover the addresses");
        return new SymbolNote(symbols.Module.Path, symbols.UnnamedSamples, reason.Text)
        {
            BuildId = symbols.Module.BuildId,
            File = reason.File,
            Advice = reason.Advice,
        };
    }
}
