using System.Runtime.InteropServices;
using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>The dictionary: the tables that all profiles of an input share. Row 0 of each stands for nothing.</summary>
internal sealed class OtlpDictionary(WireReader reader, SampleStoreBuilder builder, LoadContext context)
{
    private readonly List<(long File, int FirstAttribute, int AttributeCount)> _mappings = [];
    private readonly List<(long Mapping, int FirstLine, int LineCount, int FirstAttribute, int AttributeCount)> _locations = [];
    private readonly List<LineRow> _lines = [];
    private readonly List<FunctionRow> _functions = [];
    private readonly List<long> _ofAttributes = [];
    private readonly List<(long Key, ByteRange Value)> _attributes = [];
    private readonly List<(int First, int Count)> _stacks = [];
    private readonly List<long> _stackLocations = [];

    public StringTable Strings { get; } = new(reader, builder);

    /// <summary>Whether the input has a dictionary.</summary>
    public bool IsThere { get; private set; }

    /// <summary>What is wrong with a row, where something is.</summary>
    public List<LoadDiagnostic> Damage { get; } = [];

    /// <summary>The attributes, when all tables are read.</summary>
    public OtlpAttribute[] Attributes { get; private set; } = [];

    public int StackCount => _stacks.Count;

    /// <summary>Locations of a stack, leaf first.</summary>
    public ReadOnlySpan<long> LocationsOf(int stack) => CollectionsMarshal.AsSpan(_stackLocations).Slice(_stacks[stack].First, _stacks[stack].Count);

    /// <summary>Reads the dictionary.</summary>
    /// <exception cref="ProfileFormatException">It is of an older form, or over a limit.</exception>
    public void Read(int end)
    {
        IsThere = true;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.MappingTable:
                    Check("mappings", _mappings.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                    ReadRow(end, ReadMapping, "a mapping", () => _mappings.Add(default));
                    break;
                case OtlpField.LocationTable:
                    Check("locations", _locations.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                    ReadRow(end, ReadLocation, "a location", () => _locations.Add(default));
                    break;
                case OtlpField.FunctionTable:
                    Check("functions", _functions.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                    ReadRow(end, ReadFunction, "a function", () => _functions.Add(default));
                    break;
                case OtlpField.StringTable:
                    Check("strings", Strings.Count, context.Limits.MaxStrings, nameof(StoreLimits.MaxStrings));
                    Strings.Add(reader.ReadBytes(end));
                    break;
                case OtlpField.AttributeTable:
                    Check("attributes", _attributes.Count, context.Limits.MaxStrings, nameof(StoreLimits.MaxStrings));
                    ReadRow(end, ReadAttribute, "an attribute", () => _attributes.Add(default));
                    break;
                case OtlpField.StackTable:
                    Check("stacks", _stacks.Count, context.Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
                    ReadRow(end, ReadStack, "a stack", () => _stacks.Add(default));
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }

    /// <summary>The attributes and the locations as frames, when all tables are read.</summary>
    public LocationTable Resolve()
    {
        Attributes = [.. _attributes.Select(Resolve)];
        LocationTable locations = new(builder, Strings);
        ReadOnlySpan<LineRow> lines = CollectionsMarshal.AsSpan(_lines);
        foreach ((long mapping, int firstLine, int lineCount, int firstAttribute, int attributeCount) in _locations)
        {
            if (locations.Count == 0)
            {
                locations.AddNothing();
                continue;
            }

            StringId module = ModuleOf(mapping, out ReadOnlySpan<byte> name);
            OtlpAttribute? type = Find(firstAttribute, attributeCount, OtlpRole.FrameType);
            locations.Add(module, type is null ? ModuleKind.Of(name) : KindOf(type.Text), lines.Slice(firstLine, lineCount), FunctionOf);
        }

        return locations;
    }

    private OtlpAttribute Resolve((long Key, ByteRange Value) attribute)
    {
        try
        {
            reader.MoveTo(attribute.Value.Start);
            (byte[] text, long? number) = OtlpAttribute.ReadValue(reader, attribute.Value.End, Strings);
            return OtlpAttribute.Of(Strings[attribute.Key].ToArray(), text, number);
        }
        catch (Exception error) when (WireException.IsDamage(error))
        {
            return OtlpAttribute.Of(Strings[attribute.Key].ToArray(), [], null);
        }
    }

    // Binaries without a name are known by their build id.
    private StringId ModuleOf(long mapping, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (mapping <= 0 || mapping >= _mappings.Count)
        {
            return StringId.Empty;
        }

        (long file, int first, int count) = _mappings[(int)mapping];
        name = Strings[file];
        return !name.IsEmpty ? Strings.IdOf(file)
            : Find(first, count, OtlpRole.BuildId) is OtlpAttribute id ? builder.AddString(id.Text)
            : StringId.Empty;
    }

    private OtlpAttribute? Find(int first, int count, OtlpRole role)
    {
        for (int i = first; i < first + count; i++)
        {
            if ((ulong)_ofAttributes[i] < (ulong)Attributes.Length && Attributes[_ofAttributes[i]].Role == role)
            {
                return Attributes[_ofAttributes[i]];
            }
        }

        return null;
    }

    private static FrameKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("kernel"u8) ? FrameKind.Kernel
        : type.SequenceEqual("native"u8) || type.SequenceEqual("go"u8) || type.SequenceEqual("rust"u8) ? FrameKind.User
        : FrameKind.Jit;

    private FunctionRow? FunctionOf(long index) => index > 0 && index < _functions.Count ? _functions[(int)index] : null;

    private static void Check(string what, int count, int limit, string name) => TableLimit.Check(what, count, limit, name);

    // A row that is damaged still takes its place: others are known by theirs.
    private void ReadRow(int end, Action<int> read, string what, Action addEmpty)
    {
        if (!MessageFields.TryRead(reader, end, read, what, out LoadDiagnostic? damage))
        {
            Damage.Add(damage!);
            addEmpty();
        }
    }

    private void ReadMapping(int end)
    {
        long file = 0;
        int first = _ofAttributes.Count;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.MappingFile:
                    file = reader.ReadVarint();
                    break;
                case OtlpField.MappingAttribute:
                    _ofAttributes.Add(reader.ReadVarint());
                    break;
                case OtlpField.MappingAttributes:
                    reader.ReadPacked(end, _ofAttributes);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _mappings.Add((file, first, _ofAttributes.Count - first));
    }

    private void ReadLocation(int end)
    {
        long mapping = 0;
        int firstLine = _lines.Count;
        int firstAttribute = _ofAttributes.Count;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.LocationMapping:
                    mapping = reader.ReadVarint();
                    break;
                case OtlpField.LocationLine:
                    Check("lines", _lines.Count, context.Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
                    _lines.Add(LineRow.Read(reader, reader.Enter(end)));
                    break;
                case OtlpField.LocationAttribute:
                    _ofAttributes.Add(reader.ReadVarint());
                    break;
                case OtlpField.LocationAttributes:
                    reader.ReadPacked(end, _ofAttributes);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _locations.Add((mapping, firstLine, _lines.Count - firstLine, firstAttribute, _ofAttributes.Count - firstAttribute));
    }

    private void ReadFunction(int end)
    {
        FunctionRow function = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.FunctionName:
                    function = function with { Name = reader.ReadVarint() };
                    break;
                case OtlpField.FunctionSystemName:
                    function = function with { SystemName = reader.ReadVarint() };
                    break;
                case OtlpField.FunctionFile:
                    function = function with { File = reader.ReadVarint() };
                    break;
                case OtlpField.FunctionStartLine:
                    function = function with { StartLine = reader.ReadVarint() };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _functions.Add(function);
    }

    private void ReadAttribute(int end)
    {
        long key = 0;
        ByteRange value = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.AttributeKey:
                    key = reader.ReadVarint();
                    break;
                case OtlpField.AttributeValue:
                    value = reader.ReadBytes(end);
                    break;
                case OtlpField.FormerAttributeKey:
                    throw OtlpOlderForm.WithoutStacks();
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _attributes.Add((key, value));
    }

    private void ReadStack(int end)
    {
        int first = _stackLocations.Count;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.StackLocation:
                    _stackLocations.Add(reader.ReadVarint());
                    break;
                case OtlpField.StackLocations:
                    reader.ReadPacked(end, _stackLocations);
                    break;
                case OtlpField.FormerAttributeUnit:
                    throw OtlpOlderForm.WithoutStacks();
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _stacks.Add((first, _stackLocations.Count - first));
    }
}
