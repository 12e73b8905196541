using System.Runtime.InteropServices;
using FlameScope.Model;
using FlameScope.Storage;
using FlameScope.Tables;

namespace FlameScope.Formats.PerfScript;

/// <summary>What the text of a frame line means, worked out on first sight and looked up ever after.</summary>
/// <remarks>
/// A text stands for one entry: the id of a frame, or a negative number for what needs more: an inlined frame whose module
/// is that of the next real one, or a run of several frames.
/// </remarks>
internal sealed class FrameCache
{
    /// <summary>The row of the empty text, which stands for the beginning of a stack, too.</summary>
    public const int Nothing = 0;

    private readonly SampleStoreBuilder _builder;
    private readonly Utf8Interner _texts = new();
    private readonly Utf8Interner _modules = new();
    private readonly Dictionary<int, int> _inlinedEntries = [];
    private readonly List<Special> _specials = [];
    private Column<int> _entries = new();
    private Column<int> _successors = new();

    public FrameCache(SampleStoreBuilder builder)
    {
        _builder = builder;
        _entries.Add(Work([]));
        _successors.Add(Nothing);
    }

    /// <summary>About how many bytes the texts take.</summary>
    public long CacheBytes => _texts.EstimatedBytes + ((long)_entries.Count * 2 * sizeof(int));

    /// <summary>The row of a frame's text.</summary>
    public int RowOf(ReadOnlySpan<byte> text)
    {
        int row = _texts.Intern(text).Value;
        if (row == _entries.Count)
        {
            _entries.Add(Work(text));
            _successors.Add(Nothing);
        }

        return row;
    }

    public int EntryOf(int row) => _entries[row];

    public ReadOnlySpan<byte> TextOf(int row) => _texts[new StringId(row)];

    /// <summary>The row that followed a row when it was last seen; <see cref="Nothing"/> where none has.</summary>
    public ref int SuccessorOf(int row) => ref _successors[row];

    /// <summary>
    /// Whether the text of a line without a line feed is all of it: it names a module, and one that stood in a whole line before.
    /// </summary>
    public bool IsWhole(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> module = PerfScriptFrame.Parse(text).Module;
        int known = _modules.Count;
        return !module.IsEmpty && _modules.Intern(module).Value < known;
    }

    /// <summary>The entry for a frame that its source line calls inlined.</summary>
    public int InlinedEntryOf(int entry)
    {
        if (entry < 0)
        {
            return entry;
        }

        ref int inlined = ref CollectionsMarshal.GetValueRefOrAddDefault(_inlinedEntries, entry, out bool exists);
        if (!exists)
        {
            inlined = AddSpecial(new Special(_builder.FrameOf(new FrameId(entry)).Symbol, []));
        }

        return inlined;
    }

    /// <summary>
    /// Replaces a stack's special entries by frames. Entries come leaf first, so the module of an inlined frame is found by
    /// going through them from the end.
    /// </summary>
    public void Resolve(ref Column<int> entries, ref Column<int> resolved)
    {
        resolved.Clear();
        StringId module = StringId.Empty;
        for (int i = entries.Count - 1; i >= 0; i--)
        {
            int entry = entries[i];
            if (entry >= 0)
            {
                module = _builder.FrameOf(new FrameId(entry)).Module;
                resolved.Add(entry);
                continue;
            }

            Special special = _specials[~entry];
            if (special.Run.Length == 0)
            {
                resolved.Add(_builder.AddFrame(new Frame(special.Symbol, module, FrameKind.Inlined)).Value);
            }

            foreach (FrameId frame in special.Run)
            {
                module = _builder.FrameOf(frame).Module;
                resolved.Add(frame.Value);
            }
        }

        resolved.Values.Reverse();
        (entries, resolved) = (resolved, entries);
    }

    private int Work(ReadOnlySpan<byte> text)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(text);
        _modules.Intern(frame.Module);
        ReadOnlySpan<byte> symbol = frame.Symbol.IsEmpty ? "[unknown]"u8 : frame.Symbol;
        FrameKind kind = FrameClassifier.KindOf(symbol, frame.Module);
        return kind switch
        {
            FrameKind.Inlined => AddSpecial(new Special(_builder.AddString(symbol), [])),
            FrameKind.Jit when JavaInlining.IsJavaMethod(symbol) => AddJava(symbol, frame.Module),
            _ => _builder.AddFrame(symbol, frame.Module, kind).Value,
        };
    }

    private int AddJava(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        List<FrameId> run = [];
        for (ReadOnlySpan<byte> rest = symbol; !rest.IsEmpty;)
        {
            FrameKind kind = run.Count == 0 ? FrameKind.Jit : FrameKind.Inlined;
            run.Add(_builder.AddFrame(JavaInlining.Tidy(JavaInlining.TakeFirst(ref rest)), module, kind));
        }

        return run.Count == 1 ? run[0].Value : AddSpecial(new Special(StringId.Empty, [.. run]));
    }

    private int AddSpecial(Special special)
    {
        _specials.Add(special);
        return ~(_specials.Count - 1);
    }

    /// <summary>An inlined frame's name, or a run of frames from caller to callee.</summary>
    private sealed record Special(StringId Symbol, FrameId[] Run);
}
