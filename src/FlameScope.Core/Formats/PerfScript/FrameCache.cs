using System.Runtime.CompilerServices;
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

    /// <summary>The length of a text that no line is ever expected to have.</summary>
    public const int NotGuessable = 1 << 30;

    private readonly SampleStoreBuilder _builder;
    private readonly Utf8Interner _texts = new();
    private readonly Utf8Interner _modules = new();
    private readonly Dictionary<int, int> _inlinedEntries = [];
    private readonly List<Special> _specials = [];
    private Column<Row> _rows = new();
    private readonly int _longestGuess;

    /// <param name="builder">Where frames go.</param>
    /// <param name="maxLineBytes">The longest line; texts that might make a longer one are not guessed.</param>
    public FrameCache(SampleStoreBuilder builder, int maxLineBytes)
    {
        _builder = builder;
        _longestGuess = maxLineBytes - FrameLine.PaddedPrefix - 1;
        AddRow([]);
    }

    /// <summary>About how many bytes the texts take.</summary>
    public long CacheBytes => _texts.EstimatedBytes + ((long)_rows.Count * Unsafe.SizeOf<Row>());

    /// <summary>The row of a frame's text.</summary>
    public int RowOf(ReadOnlySpan<byte> text)
    {
        int row = _texts.Intern(text).Value;
        if (row == _rows.Count)
        {
            AddRow(text);
        }

        return row;
    }

    /// <summary>The entry of a row; an entry below 0 is its own.</summary>
    public int EntryOf(int row) => row < 0 ? row : _rows[row].Entry;

    /// <summary>What is known of a row; valid until the next new one.</summary>
    public ref Row this[int row] => ref _rows[row];

    /// <summary>The bytes of all texts, one behind the other.</summary>
    public ReadOnlySpan<byte> Texts => _texts.Bytes;

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

    private void AddRow(ReadOnlySpan<byte> text)
    {
        int entry = Work(text);
        _rows.Add(new Row
        {
            TextStart = _texts.Bytes.Length - text.Length,
            TextLength = text.Length <= _longestGuess ? text.Length : NotGuessable,
            Entry = entry,
        });
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

    /// <summary>What is known of a text.</summary>
    public struct Row
    {
        /// <summary>Where in <see cref="Texts"/> it is.</summary>
        public int TextStart;

        /// <summary>Its length, or <see cref="NotGuessable"/>.</summary>
        public int TextLength;

        public int Entry;

        /// <summary>The row that followed when it was last looked up; <see cref="Nothing"/> where none has.</summary>
        public int Successor;

        /// <summary>The node of the stack trie that it was last seen at; 0 where it was not.</summary>
        public int Node;
    }

    /// <summary>An inlined frame's name, or a run of frames from caller to callee.</summary>
    private sealed record Special(StringId Symbol, FrameId[] Run);
}
