using FlameScope.Formats;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>Finds the symbols of mapped files.</summary>
internal sealed class FileFinder(IReadOnlyList<SymbolPlace> places, DebuginfodClient? servers)
{
    private const string Deleted = " (deleted)";
    private const int MaxProbed = 4096;

    private readonly Dictionary<SymbolPlace, Dictionary<string, List<string>>> _byBuildId = [];

    /// <summary>Finds a module's symbols.</summary>
    /// <param name="wanted">What the recording says of the module.</param>
    public FoundSymbols Find(SymbolModule wanted)
    {
        string path = wanted.Path.EndsWith(Deleted, StringComparison.Ordinal) ? wanted.Path[..^Deleted.Length] : wanted.Path;
        using ElfSearch search = new(wanted.BuildId);
        if (wanted.BuildId.Length == 0 && path.Length == wanted.Path.Length)
        {
            SearchUnproven(search, path);
        }

        foreach (SymbolPlace place in places)
        {
            if (!search.IsComplete)
            {
                Search(search, place, path);
            }
        }

        if (!search.IsComplete && search.BuildId.Length > 0 && servers is not null)
        {
            search.Offer(search.Code is null ? servers.TryGet(search.BuildId, "executable") : null);
            search.Offer(search.Debug is null ? servers.TryGet(search.BuildId, "debuginfo") : null);
        }

        return FoundOf(search, wanted);
    }

    private static FoundSymbols FoundOf(ElfSearch search, SymbolModule wanted)
    {
        if (search.Code is not ElfImage code)
        {
            return search.Debug is ElfImage debug
                ? new FoundSymbols(null, new SymbolReason(
                    "only its separate debug file was found, which does not tell where code lies in the program",
                    "Put the program itself beside it.")
                { File = debug.File.Path })
                : new FoundSymbols(null, search.ReasonOfNothing() with { Advice = AdviceFor(wanted) });
        }

        if (ElfTable.Create(code, search.Debug) is not ElfTable table)
        {
            return new FoundSymbols(null, new SymbolReason(
                "the file has no symbols", "Install its debug symbols, or build it without strip, and add them with SymbolOptions.Roots (--symbols).")
            { File = code.File.Path });
        }

        // The table reads names from the files until it is disposed of.
        search.Release();
        SymbolReason? note = search.Unproven is string unproven
            ? new SymbolReason(
                "the recording has no build id for it, and the file was taken by its path", "Record with --buildid-all or --buildid-mmap.", IsAlwaysTold: true)
            { File = unproven }
            : table.IsDynamicOnly
                ? new SymbolReason(
                    "the file is stripped: only exported functions have names", "Install its debug symbols, and add them with SymbolOptions.Roots (--symbols).")
                { File = code.File.Path }
                : null;
        return search.Debug is ElfImage full && full != code
            ? new FoundSymbols(table, note, code.File.Path, full.File.Path)
            : new FoundSymbols(table, note, code.File.Path);
    }

    private static string AdviceFor(SymbolModule wanted) => wanted.BuildId.Length > 0
        ? "Name a folder or archive that has it with SymbolOptions.Roots (--symbols), or ask a server (--debuginfod)."
        : "Name a folder or archive that has it with SymbolOptions.Roots (--symbols), or record with --buildid-all.";

    private void SearchUnproven(ElfSearch search, string path)
    {
        foreach (SymbolPlace place in places)
        {
            if (search.Code is null && place.LooksByPath)
            {
                search.OfferUnproven(place.Folder.TryOpen(path));
            }

            // What this machine recorded at some time says nothing of a recording without build ids; a root was named for it.
            if (search.Code is null && place.LooksByName)
            {
                OfferOnlyVersion(search, place, path);
            }

            foreach (string named in search.Code is null && place.LooksByName ? place.Folder.PathsOf(NameOf(path)) : [])
            {
                search.OfferUnproven(place.Folder.TryOpen(named));
            }
        }
    }

    // A cache may have several versions of a file, and nothing tells which was recorded.
    private static void OfferOnlyVersion(ElfSearch search, SymbolPlace place, string path)
    {
        string name = path is "[vdso]" ? "vdso" : "elf";
        string[] versions = [.. place.CachedVersionsOf(path, name).Take(2)];
        if (versions.Length == 1)
        {
            search.OfferUnproven(place.Folder.TryOpen(versions[0]));
        }
    }

    private void Search(ElfSearch search, SymbolPlace place, string path)
    {
        RootFolder folder = place.Folder;
        foreach (string found in place.PathsOfBuildId(search.BuildId, "elf", "debug", "vdso").TakeWhile(_ => !search.IsComplete))
        {
            search.Offer(folder.TryOpen(found));
        }

        if (search.BuildId.Length > 0 && search.Code is null && place.LooksByPath && path.StartsWith('/'))
        {
            search.Offer(folder.TryOpen(path));
        }

        if (search.BuildId.Length > 0 && !search.IsComplete && place.LooksByName)
        {
            foreach (string found in folder.PathsOf(NameOf(path)).Concat(PathsOfBuildId(place, search.BuildId)).TakeWhile(_ => !search.IsComplete))
            {
                search.Offer(folder.TryOpen(found));
            }
        }

        if (search.Code is not null && search.Debug is null && DebugLink.Of(search.Code) is DebugLink link)
        {
            foreach (string found in place.PathsOfDebugFile(path, link.FileName).TakeWhile(_ => search.Debug is null))
            {
                search.OfferLinked(link, folder.TryOpen(found));
            }
        }
    }

    // Files that were renamed, or lie beside others: by what they say of themselves.
    private List<string> PathsOfBuildId(SymbolPlace place, string buildId)
    {
        if (!_byBuildId.TryGetValue(place, out Dictionary<string, List<string>>? known))
        {
            known = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (string path in place.Folder.AllPaths().Take(MaxProbed))
            {
                using SymbolFile? file = place.Folder.TryOpen(path);
                if (file is not null && ElfImage.TryRead(file, out _) is { BuildId.Length: > 0 } image)
                {
                    if (!known.TryGetValue(image.BuildId, out List<string>? paths))
                    {
                        known.Add(image.BuildId, paths = []);
                    }

                    paths.Add(path);
                }
            }

            _byBuildId.Add(place, known);
        }

        return known.TryGetValue(buildId, out List<string>? found) ? found : [];
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
