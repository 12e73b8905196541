using System.Text.Json;
using FlameScope.Export.Text;

namespace FlameScope.Export.CpuProfile;

/// <summary>The nodes of a profile: the root, a node for idle time, then each thread's stacks.</summary>
internal sealed class CpuProfileNodes
{
    /// <summary>The root of everything.</summary>
    public const int Root = 1;

    /// <summary>Nothing runs.</summary>
    public const int Idle = 2;

    private readonly SampleStore _store;
    private readonly bool _hasThreads;
    private readonly Dictionary<(int Thread, int Stack), int> _numbers = [];
    private readonly List<Node> _nodes = [];
    private readonly Stack<int> _path = new();

    /// <param name="store">The profile.</param>
    /// <param name="hasThreads">Whether each thread has a node of its own.</param>
    public CpuProfileNodes(SampleStore store, bool hasThreads)
    {
        _store = store;
        _hasThreads = hasThreads;
        Add(parent: 0, thread: -1, frame: -1);
        Add(Root, thread: -1, frame: -1);
    }

    /// <summary>Counts a sample, and returns the number of its node.</summary>
    public int Count(int sample)
    {
        int thread = _hasThreads ? _store.Threads[sample].Value : -1;
        int stack = _store.Stacks[sample].Value;
        int parent;
        while (!_numbers.TryGetValue((thread, stack), out parent))
        {
            if (stack == 0)
            {
                parent = _hasThreads ? Add(Root, thread, -1) : Root;
                _numbers.Add((thread, 0), parent);
                break;
            }

            _path.Push(stack);
            stack = _store.StackTrie.Parents[stack].Value;
        }

        while (_path.TryPop(out int node))
        {
            parent = Add(parent, thread, _store.StackTrie.Frames[node].Value);
            _numbers.Add((thread, node), parent);
        }

        _nodes[parent - 1] = _nodes[parent - 1] with { Hits = _nodes[parent - 1].Hits + 1 };
        return parent;
    }

    public void Write(Utf8JsonWriter json)
    {
        List<int>?[] children = new List<int>?[_nodes.Count + 1];
        for (int i = 1; i < _nodes.Count; i++)
        {
            (children[_nodes[i].Parent] ??= []).Add(i + 1);
        }

        json.WriteStartArray("nodes"u8);
        for (int i = 0; i < _nodes.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, i + 1);
            WriteCallFrame(json, i + 1);
            json.WriteNumber("hitCount"u8, _nodes[i].Hits);
            if (children[i + 1] is List<int> own)
            {
                json.WriteStartArray("children"u8);
                own.ForEach(json.WriteNumberValue);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private int Add(int parent, int thread, int frame)
    {
        _nodes.Add(new Node(parent, thread, frame, 0));
        return _nodes.Count;
    }

    private void WriteCallFrame(Utf8JsonWriter json, int number)
    {
        Node node = _nodes[number - 1];
        json.WriteStartObject("callFrame"u8);
        if (node.Frame >= 0)
        {
            Frame frame = _store.Frames[node.Frame];
            json.WriteString("functionName"u8, _store.Strings[frame.Symbol]);
            json.WriteString("scriptId"u8, "0"u8);
            json.WriteString("url"u8, _store.Strings[frame.File != StringId.Empty ? frame.File : frame.Module]);
            json.WriteNumber("lineNumber"u8, frame.Line - 1);
        }
        else
        {
            json.WriteString("functionName"u8, number == Root ? "(root)" : number == Idle ? "(idle)" : ThreadText.Of(_store, _store.ThreadTable[node.Thread]));
            json.WriteString("scriptId"u8, "0"u8);
            json.WriteString("url"u8, ""u8);
            json.WriteNumber("lineNumber"u8, -1);
        }

        json.WriteNumber("columnNumber"u8, -1);
        json.WriteEndObject();
    }

    private readonly record struct Node(int Parent, int Thread, int Frame, long Hits);
}
