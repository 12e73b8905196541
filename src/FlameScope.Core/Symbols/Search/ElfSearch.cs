using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>The search for one module's file and for the one with its symbols. Only what has the recorded build id is taken.</summary>
internal sealed class ElfSearch : IDisposable
{
    private SymbolReason? _refused;
    private SymbolReason? _unreadable;
    private bool _isReleased;

    public ElfSearch(string buildId) => BuildId = buildId;

    /// <summary>The recorded build id, or that of the file that was taken where none was recorded; empty where neither has one.</summary>
    public string BuildId { get; private set; }

    /// <summary>The file that was mapped.</summary>
    public ElfImage? Code { get; private set; }

    /// <summary>The file with the full symbol table.</summary>
    public ElfImage? Debug { get; private set; }

    /// <summary>The file that was taken without knowing whether it is the one that was recorded.</summary>
    public string? Unproven { get; private set; }

    public bool IsComplete => Code is not null && Debug is not null;

    /// <summary>Looks at a file that has to prove itself by its build id.</summary>
    public void Offer(SymbolFile? file)
    {
        if (file is null)
        {
            return;
        }

        if (ElfImage.TryRead(file, out string expected) is not ElfImage image)
        {
            _unreadable ??= new SymbolReason($"the file that was found is not {expected}") { File = file.Path };
            file.Dispose();
        }
        else if (BuildId.Length > 0 && image.BuildId != BuildId)
        {
            _refused ??= new SymbolReason(
                image.BuildId.Length == 0 ? "the file that was found has no build id" : $"the file that was found has another build id, {image.BuildId}")
            { File = file.Path };
            file.Dispose();
        }
        else
        {
            Take(image);
        }
    }

    /// <summary>Takes a file that lies where the recording says, where it has no build id to prove it by.</summary>
    public void OfferUnproven(SymbolFile? file)
    {
        if (BuildId.Length > 0 || Code is not null)
        {
            Offer(file);
            return;
        }

        Offer(file);
        if (Code is not null)
        {
            Unproven = Code.File.Path;
            BuildId = Code.BuildId;
        }
    }

    /// <summary>Looks at a file that a debug link names: its build id or its checksum must fit.</summary>
    public void OfferLinked(DebugLink link, SymbolFile? file)
    {
        if (file is null)
        {
            return;
        }

        ElfImage? image = ElfImage.TryRead(file, out _);
        bool fits = image is not null
            && (image.BuildId.Length > 0 && BuildId.Length > 0 ? image.BuildId == BuildId : link.Fits(file));
        if (fits)
        {
            Take(image!);
        }
        else
        {
            file.Dispose();
        }
    }

    /// <summary>Why nothing was taken.</summary>
    public SymbolReason ReasonOfNothing() => _refused ?? _unreadable ?? new SymbolReason(
        BuildId.Length > 0 ? $"no file with the build id {BuildId} was found" : "the recording has no build id for it, and there is no such file");

    /// <summary>Leaves the files open for whoever reads from them now.</summary>
    public void Release() => _isReleased = true;

    public void Dispose()
    {
        if (_isReleased)
        {
            return;
        }

        Code?.File.Dispose();
        Debug?.File.Dispose();
    }

    private void Take(ElfImage image)
    {
        bool isUsed = false;
        if (Code is null && image.HasCode)
        {
            Code = image;
            isUsed = true;
        }

        if (Debug is null && image.HasSymbolTable)
        {
            Debug = image;
            isUsed = true;
        }

        if (!isUsed)
        {
            image.File.Dispose();
        }
    }
}
