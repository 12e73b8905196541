using System.Formats.Tar;
using FlameScope.Formats;
using FlameScope.Loading;
using FlameScope.Symbols;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;
using ZstdSharp;

namespace FlameScope;

/// <summary>Packs a recording of perf with the symbols that its names need, so that any machine can show it.</summary>
public static class RecordingPack
{
    private const int Level = 3;

    /// <summary>Writes a recording and the files that its names were found in as one zstd-compressed tar archive, which loads like the recording.</summary>
    /// <param name="path">The recording: a <c>perf.data</c> file, compressed or not, or a folder that <c>perf record --threads</c> made.</param>
    /// <param name="output">Where the archive goes; the caller keeps ownership.</param>
    /// <param name="symbols">Where to look for names; <see langword="null"/> for this machine's own files.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>What is not in the archive, or in doubt: the modules without names.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is <see langword="null"/>.</exception>
    /// <exception cref="IOException">A file cannot be read, or the output cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ProfileFormatException">The input is no recording that can be packed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<IReadOnlyList<SymbolNote>> WriteAsync(
        string path, Stream output, SymbolOptions? symbols = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(output);
        LoadOptions options = new() { Symbols = symbols ?? new SymbolOptions() };
        using PackedInput input = await PackedInput.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        LoadContext context = options.CreateContext(isFile: true);
        using RecordingSymbols found = context.Symbols;
        IReadOnlyList<SymbolNote> notes = await FindNamesAsync(input.Path, options, context, cancellationToken).ConfigureAwait(false);
        CompressionStream compressed = new(output, Level, leaveOpen: true);
        await using (compressed.ConfigureAwait(false))
        {
            TarWriter archive = new(compressed, TarEntryFormat.Gnu, leaveOpen: true);
            await using (archive.ConfigureAwait(false))
            {
                await AddAsync(archive, input.Path, PackedRecordingFormat.FirstFile, cancellationToken).ConfigureAwait(false);
                foreach (string part in input.Parts)
                {
                    await AddAsync(archive, part, Path.GetFileName(part), cancellationToken).ConfigureAwait(false);
                }

                HashSet<string> names = [];
                foreach ((string file, string name) in found.NamedModules.SelectMany(FilesOf))
                {
                    if (names.Add(name))
                    {
                        await AddAsync(archive, file, name, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        return notes;
    }

    private static async Task<IReadOnlyList<SymbolNote>> FindNamesAsync(
        string path, LoadOptions options, LoadContext context, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            PerfDataFormat format = new();
            if (FileInput.HeadOf(file) is not byte[] head || format.Match(new ProfileHead(head, Path.GetFileName(path))) == FormatMatch.None)
            {
                throw new ProfileFormatException("Only recordings of perf (perf.data) are packed. Make one with perf record.");
            }

            FileSource source = new(file, static () => throw new NotSupportedException(), options.OpenSiblings);
            await FormatReading.ReadAsync(format, source, new SampleStoreBuilder { Limits = options.Limits }, context, cancellationToken).ConfigureAwait(false);
            return context.Symbols.CreateNotes();
        }
    }

    // Where a load looks for them: by build id, else by the recorded path; the kernel's list and what runtimes wrote, by name.
    private static IEnumerable<(string File, string Name)> FilesOf(ModuleSymbols module)
    {
        string folder = FolderOf(module.Module.BuildId);
        switch (module.Module.Kind)
        {
            case SymbolModuleKind.Kernel when module.Module.Path == "[kernel.kallsyms]":
                yield return (module.Files[0], folder + "kallsyms");
                break;
            case SymbolModuleKind.Kernel:
                // Its names are in the kernel's list.
                break;
            case SymbolModuleKind.Jit:
                foreach (string file in module.Files)
                {
                    // In a container the map was named by another id, which no other machine can know.
                    string name = Path.GetFileName(file);
                    yield return (file, name.EndsWith(".map", StringComparison.Ordinal) ? FormattableString.Invariant($"perf-{module.Module.ProcessId}.map") : name);
                }

                break;
            default:
                yield return (module.Files[0], folder.Length > 0 ? folder + "elf" : module.Module.Path.TrimStart('/'));
                if (module.Files.Count > 1 && (folder.Length > 0 ? folder : FolderOf(BuildIdOf(module.Files[0]))) is { Length: > 0 } own)
                {
                    yield return (module.Files[1], own + "debug");
                }

                break;
        }
    }

    private static string FolderOf(string buildId) => buildId.Length > 2 ? $"debug/.build-id/{buildId[..2]}/{buildId[2..]}/" : "";

    // Where the recording has none, the debug file is found by the build id that the program has itself.
    private static string BuildIdOf(string path)
    {
        using SymbolFile? file = SymbolFile.TryOpen(path);
        return file is null ? "" : ElfImage.TryRead(file, out _)?.BuildId ?? "";
    }

    // Files of the kernel have no length, so their content is read first.
    private static async Task AddAsync(TarWriter archive, string file, string name, CancellationToken cancellationToken)
    {
        FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (stream.ConfigureAwait(false))
        {
            GnuTarEntry entry = new(TarEntryType.RegularFile, name)
            {
                DataStream = stream.Length > 0 ? stream : new MemoryStream(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)),
            };
            await archive.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }
}
