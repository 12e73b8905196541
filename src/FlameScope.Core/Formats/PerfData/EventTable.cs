namespace FlameScope.Formats.PerfData;

/// <summary>The events of a recording, and which of them a record is of.</summary>
internal sealed class EventTable
{
    private readonly List<EventAttribute> _attributes = [];
    private readonly List<byte[]?> _names = [];
    private readonly Dictionary<ulong, int> _byId = [];
    private ulong _lastId;
    private int _lastEvent = -1;

    public int Count => _attributes.Count;

    public EventAttribute this[int row] => _attributes[row];

    /// <summary>Whether records say of which event they are.</summary>
    public bool AreTold { get; private set; }

    /// <summary>Adds an event with its ids, one for each CPU or thread that it was opened on.</summary>
    public void Add(EventAttribute attribute, ReadOnlySpan<byte> ids)
    {
        int row = _attributes.Count;
        _attributes.Add(attribute);
        _names.Add(null);
        AreTold = attribute.Has(SampleFields.Identifier) || (_attributes[0].Has(SampleFields.Id) && !_attributes[0].Has(SampleFields.Identifier));
        ByteReader reader = new(ids);
        while (reader.Rest.Length >= sizeof(ulong))
        {
            _byId[reader.UInt64()] = row;
        }
    }

    /// <summary>The event of an id; -1 where it is none of the recording's.</summary>
    public int Find(ulong id)
    {
        if (id != _lastId || _lastEvent < 0)
        {
            _lastEvent = _byId.GetValueOrDefault(id, -1);
            _lastId = id;
        }

        return _lastEvent;
    }

    /// <summary>Names an event by one of its ids.</summary>
    public void SetName(ulong id, ReadOnlySpan<byte> name)
    {
        if (_byId.TryGetValue(id, out int row))
        {
            SetName(row, name);
        }
    }

    public void SetName(int row, ReadOnlySpan<byte> name)
    {
        if (row < _names.Count && !name.IsEmpty)
        {
            _names[row] = name.ToArray();
        }
    }

    /// <summary>Whether a name was given to an event.</summary>
    public bool IsNamed(int row) => _names[row] is not null;

    public byte[] NameOf(int row) => _names[row] ?? EventNames.NameOf(_attributes[row]);

    /// <summary>Whether an event is a tracepoint whose own data were recorded.</summary>
    public bool MayBeSwitch(int row) => _attributes[row].Type == EventAttribute.TracepointType && _attributes[row].Has(SampleFields.Raw);
}
