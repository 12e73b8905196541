using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FlameScope.Columns;
using FlameScope.Formats.Linux;
using FlameScope.Samples;
using FlameScope.Symbols;

namespace FlameScope.Formats.PerfScript;

/// <summary>What the text of a frame line means, worked out on first sight and looked up ever after.</summary>
/// <remarks>
/// A text stands for one entry: the id of a frame, or a negative number for what needs more: an inlined frame whose module
/// is that of the next real one, or a run of several frames. Texts lie one after the other, each after what is known of it:
/// whoever has compared a text has the rest at hand, too, where a table beside the texts would be one more look at far memory.
/// </remarks>
internal sealed class FrameCache : IDisposable
{
    /// <summary>The row of the empty text, which stands for the beginning of a stack, too.</summary>
    public const int Nothing = 0;

    /// <summary>The length of a text that no line is ever expected to have.</summary>
    public const int NotGuessable = 1 << 30;

    // Half a line of the cache: what is known of a text is never torn apart.
    private const int Alignment = 32;

    private readonly SampleStoreBuilder _builder;
    private readonly Demangler? _demangler;
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Utf8Interner _modules = new();
    private Column<StringId> _moduleIds = new();
    private readonly Dictionary<int, int> _inlinedEntries = [];
    private readonly List<Special> _specials = [];
    private readonly int _longestGuess;
    private Column<byte> _records = Column<byte>.Rent();
    private HashIndex _index = new();
    private int _count;

    /// <param name="builder">Where frames go.</param>
    /// <param name="maxLineBytes">The longest line; texts that might make a longer one are not guessed.</param>
    /// <param name="demangles">Whether names are shown as perf prints demangled ones.</param>
    public FrameCache(SampleStoreBuilder builder, int maxLineBytes, bool demangles)
    {
        _builder = builder;
        _demangler = demangles ? new Demangler() : null;
        _longestGuess = maxLineBytes - FrameLine.PaddedPrefix - 1;
        RowOf([]);
    }

    /// <summary>About how many bytes the texts take.</summary>
    public long CacheBytes => _records.Count + ((long)_count * HashIndex.BytesPerRow);

    public void Dispose() => _records.Return();

    /// <summary>The row of a frame's text.</summary>
    public int RowOf(ReadOnlySpan<byte> text)
    {
        uint hash = _hash.Of(text);
        return TryFind(text, hash, out int row) ? row : AddRow(text, hash);
    }

    /// <summary>Finds the row of a text that was seen before.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out int row) => TryFind(text, _hash.Of(text), out row);

    /// <summary>The entry of a row; an entry below 0 is its own.</summary>
    public int EntryOf(int row) => row < 0 ? row : this[row].Entry;

    /// <summary>What is known of a row; valid until the next new one.</summary>
    public ref Row this[int row] => ref MemoryMarshal.AsRef<Row>(_records.Values.Slice(row, Unsafe.SizeOf<Row>()));

    /// <summary>The bytes that all texts are in.</summary>
    public ReadOnlySpan<byte> Texts => _records.Values;

    /// <summary>Where in <see cref="Texts"/> the text of a row is.</summary>
    public static int TextOf(int row) => row + Unsafe.SizeOf<Row>();

    /// <summary>
    /// Whether the text of a line without a line feed is all of it: it names a module, and one that stood in a whole line before or
    /// that is a path or a name in brackets, in a text whose brackets balance.
    /// </summary>
    public bool IsWhole(ReadOnlySpan<byte> text)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(text);
        return !frame.Module.IsEmpty
            && (_modules.TryFind(frame.Module, out _) || (!frame.Symbol.IsEmpty && frame.Module[0] is (byte)'/' or (byte)'[' && text.Count((byte)'(') == text.Count((byte)')')));
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

    private bool TryFind(ReadOnlySpan<byte> text, uint hash, out int row)
    {
        int position = _index.Start(hash);
        while (_index.TryNext(hash, ref position, out row))
        {
            if (this[row].TextLength == text.Length && text.SequenceEqual(_records.Values.Slice(TextOf(row), text.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private int AddRow(ReadOnlySpan<byte> text, uint hash)
    {
        Row known = new()
        {
            TextLength = text.Length,
            GuessLength = text.Length <= _longestGuess ? text.Length : NotGuessable,
            Entry = Work(text),
        };
        _records.AddZeros(-_records.Count & (Alignment - 1));
        int row = _records.Count;
        _records.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<Row>(in known)));
        _records.AddRange(text);
        _index.Add(hash, row);
        _count++;
        return row;
    }

    private int Work(ReadOnlySpan<byte> text)
    {
        PerfScriptFrame frame = PerfScriptFrame.Parse(text);
        ReadOnlySpan<byte> symbol = frame.Symbol.IsEmpty ? UnknownName.Utf8 : frame.Symbol;
        FrameKind kind = FrameClassifier.KindOf(symbol, frame.Module);
        int module = _modules.Intern(frame.Module).Value;
        bool isJava = kind == FrameKind.Jit && JavaInlining.IsJavaMethod(symbol);
        bool isTidied = false;
        if (!isJava && _demangler is not null && _demangler.TryDemangle(symbol, out ReadOnlySpan<byte> shown))
        {
            symbol = shown;
            isTidied = kind == FrameKind.Jit;
        }

        if (kind == FrameKind.Inlined)
        {
            return AddSpecial(new Special(_builder.AddString(symbol), []));
        }

        if (isJava)
        {
            return AddJava(symbol, frame.Module);
        }

        // Strings are numbered as they come: the symbol before its module.
        StringId symbolId = _builder.AddString(symbol);
        while (module >= _moduleIds.Count)
        {
            _moduleIds.Add(StringId.Empty);
        }

        ref StringId moduleId = ref _moduleIds[module];
        if (moduleId == StringId.Empty)
        {
            moduleId = _builder.AddString(frame.Module);
        }

        return _builder.AddFrame(new Frame(symbolId, moduleId, kind) { RawSymbol = isTidied ? _builder.AddString(frame.Symbol) : StringId.Empty }).Value;
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
        /// <summary>Its length in bytes.</summary>
        public int TextLength;

        /// <summary>Its length, or <see cref="NotGuessable"/> where a line with it might be too long.</summary>
        public int GuessLength;

        /// <summary>What it stands for.</summary>
        public int Entry;

        /// <summary>The row that last followed it unexpectedly; <see cref="Nothing"/> where none has.</summary>
        public int Successor;

        /// <summary>The one that did so before.</summary>
        public int OlderSuccessor;

        /// <summary>The node of the stack trie that it was last seen at; 0 where it was not.</summary>
        public int Node;
    }

    /// <summary>An inlined frame's name, or a run of frames from caller to callee.</summary>
    private sealed record Special(StringId Symbol, FrameId[] Run);
}
