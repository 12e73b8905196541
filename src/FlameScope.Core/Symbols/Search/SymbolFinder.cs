using FlameScope.Formats;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>Finds symbols in the places that a load may open. Nothing is opened before the first module is asked for.</summary>
internal sealed class SymbolFinder : IDisposable
{
    private readonly SymbolOptions _options;
    private readonly bool _opensMachine;
    private readonly FileFinder _files;
    private readonly KernelFinder _kernel;
    private readonly JitFinder _runtimes;
    private readonly DebuginfodClient? _servers;
    private readonly List<SymbolNote> _problems = [];
    private readonly List<DirectoryInfo> _temporary = [];

    public SymbolFinder(SymbolOptions options, bool opensMachine)
    {
        _options = options;
        _opensMachine = opensMachine;
        List<SymbolPlace> places = [.. options.Roots.Select(OpenRoot).OfType<SymbolPlace>()];
        if (opensMachine)
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (home.Length > 0)
            {
                places.Add(SymbolPlace.PerfCache(Path.Combine(home, ".debug")));
            }

            places.Add(SymbolPlace.Machine());
        }

        _servers = options.DebuginfodServers.Count == 0 ? null : new DebuginfodClient(options, options.DebuginfodCache ?? CreateTemporary());
        _files = new FileFinder(places, _servers);
        _kernel = new KernelFinder(places, opensMachine);
        _runtimes = new JitFinder(places, opensMachine);
    }

    /// <summary>What is wrong with the roots.</summary>
    public IReadOnlyList<SymbolNote> Problems => _problems;

    /// <summary>Finds a module's symbols.</summary>
    /// <param name="wanted">What the recording says of the module.</param>
    /// <param name="kernel">What it says of the kernel; <see langword="null"/> where nothing.</param>
    public FoundSymbols Find(SymbolModule wanted, SymbolModule? kernel)
    {
        FoundSymbols found = wanted.Kind switch
        {
            SymbolModuleKind.Kernel => _kernel.Find(wanted, kernel),
            SymbolModuleKind.Jit => _runtimes.Find(wanted),
            _ => _files.Find(wanted),
        };
        return found.Table is null && !_opensMachine && _options.Roots.Count == 0 && _options.DebuginfodServers.Count == 0
            ? new FoundSymbols(null, new SymbolReason(
                "this load may open no file beside its input", "Name folders or archives with symbols: SymbolOptions.Roots, or --symbols."))
            : found;
    }

    public void AddDump(int processId, string path) => _runtimes.AddDump(processId, path);

    public void AddContainer(int processId) => _runtimes.AddContainer(processId);

    public bool IsClockMonotonic
    {
        get => _runtimes.IsClockMonotonic;
        set => _runtimes.IsClockMonotonic = value;
    }

    public void Dispose()
    {
        _servers?.Dispose();
        foreach (DirectoryInfo folder in _temporary)
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception error) when (SymbolFile.IsRefused(error))
            {
                // The system clears its temporary files at some time.
            }
        }

        _temporary.Clear();
    }

    private SymbolPlace? OpenRoot(string path)
    {
        if (Directory.Exists(path))
        {
            return SymbolPlace.Root(new RootFolder(path));
        }

        if (!SymbolFile.IsPlain(path))
        {
            _problems.Add(new SymbolNote("", 0, "it is neither a folder nor an archive") { File = path });
            return null;
        }

        string folder = CreateTemporary();
        if (RootArchive.Unpack(path, folder, _options.MaxFileBytes) is SymbolReason problem)
        {
            _problems.Add(new SymbolNote("", 0, problem.Text) { File = path, Advice = problem.Advice });
        }

        return SymbolPlace.Root(new RootFolder(folder));
    }

    private string CreateTemporary()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("flamescope-symbols-");
        _temporary.Add(folder);
        return folder.FullName;
    }
}
