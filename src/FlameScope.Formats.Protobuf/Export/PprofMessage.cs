using Google.Protobuf;

namespace FlameScope.Formats.Protobuf.Export;

/// <summary>A flame tree as the messages of a pprof profile: a sample for each node that ran by itself.</summary>
internal sealed class PprofMessage
{
    private const int SampleType = 1;
    private const int Sample = 2;
    private const int Mapping = 3;
    private const int Location = 4;
    private const int Function = 5;
    private const int StringTable = 6;
    private const int DurationNanos = 10;

    private readonly FlameTree _tree;
    private readonly PprofStrings _strings = new();
    private readonly Dictionary<int, ulong> _mappings = [];
    private readonly Dictionary<(int Name, int Module), ulong> _locations = [];
    private readonly List<ulong> _path = [];
    private readonly List<string> _labels = [];

    public PprofMessage(FlameTree tree) => _tree = tree;

    public void WriteTo(Stream stream)
    {
        using CodedOutputStream output = new(stream, leaveOpen: true);
        (string type, string unit) = TypeOf(_tree.Metric);
        Write(output, SampleType, message =>
        {
            WriteNumber(message, 1, _strings.Add(type));
            WriteNumber(message, 2, _strings.Add(unit));
        });
        for (int node = 0; node < _tree.Count; node++)
        {
            if (_tree.SelfValues[node] > 0)
            {
                ReadPath(node);
                Write(output, Sample, message => WriteSample(message, _tree.SelfValues[node]));
            }
        }

        WriteTables(output);
        if (_tree.Duration is long duration and > 0)
        {
            WriteNumber(output, DurationNanos, (ulong)duration);
        }
    }

    // What other tools call the units that a metric may have.
    private static (string Type, string Unit) TypeOf(Metric metric) => metric.Unit switch
    {
        "ns" => (metric.Name, "nanoseconds"),
        "samples" => (metric.Name, "count"),
        _ => (metric.Name, metric.Unit),
    };

    // Leaf first. Nodes without a kind stand for a command, a process or a thread.
    private void ReadPath(int node)
    {
        _path.Clear();
        _labels.Clear();
        for (; node > 0; node = _tree.Parents[node])
        {
            if (_tree[node].Kind is null)
            {
                _labels.Add(_tree[node].NameText);
            }
            else
            {
                _path.Add(LocationOf(node));
            }
        }
    }

    private ulong LocationOf(int node)
    {
        (int, int) key = (_tree.NameIds[node].Value, _tree.ModuleIds[node].Value);
        if (!_locations.TryGetValue(key, out ulong location))
        {
            location = (ulong)_locations.Count + 1;
            _locations.Add(key, location);
            if (!_tree[node].Module.IsEmpty)
            {
                _mappings.TryAdd(key.Item2, (ulong)_mappings.Count + 1);
            }
        }

        return location;
    }

    private void WriteSample(CodedOutputStream message, long value)
    {
        Write(message, 1, packed => _path.ForEach(packed.WriteUInt64));
        Write(message, 2, packed => packed.WriteInt64(value));
        for (int i = _labels.Count - 1; i >= 0; i--)
        {
            string name = _labels[i];
            Write(message, 3, label =>
            {
                WriteNumber(label, 1, _strings.Add("thread name"));
                WriteNumber(label, 2, _strings.Add(name));
            });
        }
    }

    private void WriteTables(CodedOutputStream output)
    {
        foreach ((int module, ulong id) in _mappings)
        {
            Write(output, Mapping, message =>
            {
                WriteNumber(message, 1, id);
                WriteNumber(message, 5, _strings.Add(_tree.Names.GetString(new StringId(module))));
                WriteNumber(message, 7, 1);
            });
        }

        foreach (((int name, int module), ulong id) in _locations)
        {
            Write(output, Location, message =>
            {
                WriteNumber(message, 1, id);
                WriteNumber(message, 2, _mappings.GetValueOrDefault(module));
                Write(message, 4, line => WriteNumber(line, 1, id));
            });
            Write(output, Function, message =>
            {
                ulong text = _strings.Add(_tree.Names.GetString(new StringId(name)));
                WriteNumber(message, 1, id);
                WriteNumber(message, 2, text);
                WriteNumber(message, 3, text);
            });
        }

        foreach (string text in _strings.All)
        {
            output.WriteTag(StringTable, WireFormat.WireType.LengthDelimited);
            output.WriteString(text);
        }
    }

    private static void WriteNumber(CodedOutputStream output, int field, ulong value)
    {
        if (value != 0)
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteUInt64(value);
        }
    }

    // A message's length stands before it.
    private static void Write(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream message = new(bytes, bufferSize: 256, leaveOpen: true))
        {
            write(message);
        }

        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
