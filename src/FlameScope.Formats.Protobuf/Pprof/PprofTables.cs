using System.Runtime.InteropServices;
using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>Everything of a pprof profile but its samples; what refers to it may stand before it.</summary>
internal sealed class PprofTables(WireReader reader, SampleStoreBuilder builder, LoadContext context)
{
    private readonly List<(long Type, long Unit)> _types = [];
    private readonly Dictionary<long, FunctionRow> _functions = [];
    private readonly Dictionary<long, long> _mappingFiles = [];
    private readonly List<(long Id, long Mapping, int FirstLine, int LineCount)> _locations = [];
    private readonly List<LineRow> _lines = [];
    private readonly Dictionary<long, int> _rows = [];
    private int[] _rowsOfSmallIds = [];
    private long _defaultType;
    private long _firstMapping = -1;

    /// <summary>The string table.</summary>
    public StringTable Strings { get; } = new(reader, builder);

    /// <summary>What is wrong with a table, where something is.</summary>
    public List<LoadDiagnostic> Damage { get; } = [];

    /// <summary>The types of a sample's values.</summary>
    public ValueKind[] Types => [.. _types.Select(type => new ValueKind(Strings.TextOf(type.Type), Strings.TextOf(type.Unit)))];

    /// <summary>The name of the type that views show by default; empty where the input leaves it open.</summary>
    public string DefaultType => Strings.TextOf(_defaultType);

    /// <summary>The program's file name without folders, which is that of the first mapping; empty where there is none.</summary>
    public ReadOnlySpan<byte> Program
    {
        get
        {
            ReadOnlySpan<byte> file = Strings[_firstMapping];
            return file.StartsWith("["u8) ? default : file[(file.LastIndexOf((byte)'/') + 1)..];
        }
    }

    /// <summary>Reads a field of the profile, unless it is of no use.</summary>
    public void Read(uint tag, int end)
    {
        switch (tag)
        {
            case PprofField.SampleType:
                ReadTable(end, ReadSampleType, "a sample type");
                break;
            case PprofField.Mapping:
                TableLimit.Check("mappings", _mappingFiles.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                ReadTable(end, ReadMapping, "a mapping");
                break;
            case PprofField.Location:
                TableLimit.Check("locations", _locations.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                ReadTable(end, ReadLocation, "a location");
                break;
            case PprofField.Function:
                TableLimit.Check("functions", _functions.Count, context.Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
                ReadTable(end, ReadFunction, "a function");
                break;
            case PprofField.String:
                TableLimit.Check("strings", Strings.Count, context.Limits.MaxStrings, nameof(StoreLimits.MaxStrings));
                Strings.Add(reader.ReadBytes(end));
                break;
            case PprofField.DefaultSampleType:
                _defaultType = reader.ReadVarint();
                break;
            default:
                reader.Skip(tag);
                break;
        }
    }

    /// <summary>The locations as frames, when all tables are read.</summary>
    public LocationTable Resolve()
    {
        LocationTable locations = new(builder, Strings);
        ReadOnlySpan<LineRow> lines = CollectionsMarshal.AsSpan(_lines);
        _rowsOfSmallIds = new int[Math.Min(_locations.Count + 1, Array.MaxLength)];
        Array.Fill(_rowsOfSmallIds, -1);
        foreach ((long id, long mapping, int first, int count) in _locations)
        {
            SetRow(id, locations.Count);
            long file = _mappingFiles.GetValueOrDefault(mapping, -1);
            FrameKind kind = ModuleKind.Of(Strings[file]);
            locations.Add(Strings.IdOf(file), kind, lines.Slice(first, count), FunctionOf);
        }

        return locations;
    }

    /// <summary>The row of a location in the resolved table; -1 where there is none of that id.</summary>
    public int RowOf(long id) => (ulong)id < (ulong)_rowsOfSmallIds.Length ? _rowsOfSmallIds[id] : _rows.GetValueOrDefault(id, -1);

    // Ids may be any numbers; nearly all writers count from 1.
    private void SetRow(long id, int row)
    {
        if ((ulong)id < (ulong)_rowsOfSmallIds.Length)
        {
            _rowsOfSmallIds[id] = row;
        }
        else
        {
            _rows[id] = row;
        }
    }

    private FunctionRow? FunctionOf(long id) => _functions.TryGetValue(id, out FunctionRow function) ? function : null;

    private void ReadTable(int end, Action<int> read, string what)
    {
        if (!MessageFields.TryRead(reader, end, read, what, out LoadDiagnostic? damage))
        {
            Damage.Add(damage!);
        }
    }

    private void ReadSampleType(int end)
    {
        TableLimit.Check("value types", _types.Count, ushort.MaxValue, nameof(StoreLimits.MaxStrings));
        (long type, long unit, _) = ValueTypeReader.Read(reader, end);
        _types.Add((type, unit));
    }

    private void ReadMapping(int end)
    {
        long id = 0;
        long file = 0;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.MappingId:
                    id = reader.ReadVarint();
                    break;
                case PprofField.MappingFile:
                    file = reader.ReadVarint();
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _mappingFiles[id] = file;
        _firstMapping = _firstMapping < 0 ? file : _firstMapping;
    }

    private void ReadLocation(int end)
    {
        long id = 0;
        long mapping = 0;
        int firstLine = _lines.Count;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.LocationId:
                    id = reader.ReadVarint();
                    break;
                case PprofField.LocationMapping:
                    mapping = reader.ReadVarint();
                    break;
                case PprofField.LocationLine:
                    TableLimit.Check("lines", _lines.Count, context.Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
                    _lines.Add(LineRow.Read(reader, reader.Enter(end)));
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _locations.Add((id, mapping, firstLine, _lines.Count - firstLine));
    }

    private void ReadFunction(int end)
    {
        long id = 0;
        FunctionRow function = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.FunctionId:
                    id = reader.ReadVarint();
                    break;
                case PprofField.FunctionName:
                    function = function with { Name = reader.ReadVarint() };
                    break;
                case PprofField.FunctionSystemName:
                    function = function with { SystemName = reader.ReadVarint() };
                    break;
                case PprofField.FunctionFile:
                    function = function with { File = reader.ReadVarint() };
                    break;
                case PprofField.FunctionStartLine:
                    function = function with { StartLine = reader.ReadVarint() };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        _functions[id] = function;
    }
}
