using System.Text.Json;
using FlameScope.Filters;

namespace FlameScope.Export.Firefox;

/// <summary>The tables that all threads share: stacks, frames, functions, modules and source files that the slice uses.</summary>
internal sealed class FirefoxTables
{
    private readonly SampleStore _store;
    private readonly FirefoxStrings _strings;
    private readonly int[] _stackNumbers;
    private readonly List<int> _stacks = [];
    private readonly int[] _frameNumbers;
    private readonly List<Frame> _frames = [];
    private readonly List<int> _frameFunctions = [];
    private readonly Dictionary<Frame, int> _functionNumbers = [];
    private readonly List<Frame> _functions = [];
    private readonly Dictionary<StringId, int> _moduleNumbers = [];
    private readonly List<StringId> _modules = [];
    private readonly Dictionary<StringId, int> _sourceNumbers = [];
    private readonly List<StringId> _sources = [];

    public FirefoxTables(SampleStore store, SampleSelection selection, FirefoxStrings strings)
    {
        _store = store;
        _strings = strings;
        StackTrie trie = store.StackTrie;
        _stackNumbers = new int[trie.Count];
        _frameNumbers = new int[store.Frames.Length];
        foreach ((int first, int end) in selection.RunsOfStore)
        {
            foreach (StackId stack in store.Stacks[first..end])
            {
                for (int node = stack.Value; node != 0 && _stackNumbers[node] == 0; node = trie.Parents[node].Value)
                {
                    _stackNumbers[node] = 1;
                }
            }
        }

        // Callers have smaller numbers than what they call, here as there.
        for (int node = 1; node < _stackNumbers.Length; node++)
        {
            if (_stackNumbers[node] != 0)
            {
                _stackNumbers[node] = _stacks.Count;
                _stacks.Add(node);
                AddFrame(trie.Frames[node].Value);
            }
        }
    }

    /// <summary>Paths of the libraries.</summary>
    public IReadOnlyList<StringId> Modules => _modules;

    /// <summary>The place of a stack that is not empty.</summary>
    public int NumberOf(StackId stack) => _stackNumbers[stack.Value];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("shared"u8);
        WriteStacks(json);
        WriteFrames(json);
        WriteFunctions(json);
        WriteResources(json);
        WriteSources(json);
        WriteEmpty(json, "nativeSymbols", "libIndex", "address", "name", "functionSize");
        WriteEmpty(json, "sourceLocationTable", "source", "line", "column");
        _strings.Write(json);
        json.WriteEndObject();
    }

    private void AddFrame(int id)
    {
        if (_frameNumbers[id] != 0)
        {
            return;
        }

        Frame frame = _store.Frames[id];
        _frames.Add(frame);
        _frameNumbers[id] = _frames.Count;
        Frame function = frame with { Line = 0 };
        if (!_functionNumbers.TryGetValue(function, out int number))
        {
            number = _functions.Count;
            _functionNumbers.Add(function, number);
            _functions.Add(function);
            Add(_moduleNumbers, _modules, frame.Module);
            Add(_sourceNumbers, _sources, frame.File);
        }

        _frameFunctions.Add(number);
    }

    private static void Add(Dictionary<StringId, int> numbers, List<StringId> all, StringId id)
    {
        if (id != StringId.Empty && numbers.TryAdd(id, all.Count))
        {
            all.Add(id);
        }
    }

    private void WriteStacks(Utf8JsonWriter json)
    {
        StackTrie trie = _store.StackTrie;
        json.WriteStartObject("stackTable"u8);
        WriteColumn(json, "frame", _stacks, node => _frameNumbers[trie.Frames[node].Value] - 1);
        json.WriteStartArray("prefixOffset"u8);
        for (int row = 0; row < _stacks.Count; row++)
        {
            int caller = trie.Parents[_stacks[row]].Value;
            json.WriteNumberValue(caller == 0 ? 0 : row - _stackNumbers[caller]);
        }

        json.WriteEndArray();
        json.WriteNumber("length"u8, _stacks.Count);
        json.WriteEndObject();
    }

    private void WriteFrames(Utf8JsonWriter json)
    {
        json.WriteStartObject("frameTable"u8);
        WriteColumn(json, "func", _frameFunctions, static function => function);
        WriteColumn(json, "address", _frames, static _ => -1);
        WriteColumn(json, "lib", _frames, frame => _moduleNumbers.GetValueOrDefault(frame.Module, -1));
        WriteColumn(json, "inlineDepth", _frames, static frame => frame.Kind == FrameKind.Inlined ? 1 : 0);
        WriteColumn(json, "category", _frames, static frame => FirefoxCategories.Of(frame.Kind));
        WriteColumn(json, "subcategory", _frames, static _ => 0);
        WriteColumn(json, "line", _frames, static frame => frame.Line > 0 ? frame.Line : null);
        WriteColumn(json, "column", _frames, static _ => null);
        WriteColumn(json, "nativeSymbol", _frames, static _ => null);
        WriteColumn(json, "innerWindowID", _frames, static _ => 0);
        WriteColumn(json, "originalLocation", _frames, static _ => null);
        json.WriteNumber("length"u8, _frames.Count);
        json.WriteEndObject();
    }

    private void WriteFunctions(Utf8JsonWriter json)
    {
        json.WriteStartObject("funcTable"u8);
        WriteColumn(json, "name", _functions, function => _strings[function.Symbol]);
        WriteFlags(json, "isJS");
        WriteFlags(json, "relevantForJS");
        WriteColumn(json, "resource", _functions, function => _moduleNumbers.GetValueOrDefault(function.Module, -1));
        WriteColumn(json, "source", _functions, function => _sourceNumbers.TryGetValue(function.File, out int source) ? source : null);
        WriteColumn(json, "lineNumber", _functions, static _ => null);
        WriteColumn(json, "columnNumber", _functions, static _ => null);
        WriteColumn(json, "originalLocation", _functions, static _ => null);
        json.WriteNumber("length"u8, _functions.Count);
        json.WriteEndObject();
    }

    // JavaScript is not told from other code that a runtime compiled.
    private void WriteFlags(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        for (int i = 0; i < _functions.Count; i++)
        {
            json.WriteBooleanValue(false);
        }

        json.WriteEndArray();
    }

    private void WriteResources(Utf8JsonWriter json)
    {
        const int Library = 1;
        json.WriteStartObject("resourceTable"u8);
        WriteColumn(json, "name", _modules, module => _strings[module]);
        WriteColumn(json, "host", _modules, static _ => null);
        WriteColumn(json, "type", _modules, static _ => Library);
        json.WriteNumber("length"u8, _modules.Count);
        json.WriteEndObject();
    }

    private void WriteSources(Utf8JsonWriter json)
    {
        json.WriteStartObject("sources"u8);
        WriteColumn(json, "id", _sources, static _ => null);
        WriteColumn(json, "filename", _sources, source => _strings[source]);
        WriteColumn(json, "startLine", _sources, static _ => 1);
        WriteColumn(json, "startColumn", _sources, static _ => 1);
        WriteColumn(json, "sourceMapURL", _sources, static _ => null);
        WriteColumn(json, "content", _sources, static _ => null);
        json.WriteNumber("length"u8, _sources.Count);
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json, string table, params ReadOnlySpan<string> columns)
    {
        json.WriteStartObject(table);
        foreach (string column in columns)
        {
            json.WriteStartArray(column);
            json.WriteEndArray();
        }

        json.WriteNumber("length"u8, 0);
        json.WriteEndObject();
    }

    private static void WriteColumn<T>(Utf8JsonWriter json, string name, List<T> rows, Func<T, int?> value)
    {
        json.WriteStartArray(name);
        foreach (T row in rows)
        {
            if (value(row) is int number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
