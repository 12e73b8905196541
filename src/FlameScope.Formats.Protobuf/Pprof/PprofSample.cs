using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>A label, by indices of the string table.</summary>
internal readonly record struct PprofLabel(long Key, long Text, long Number, long Unit);

/// <summary>The sample that was read last; one object serves all.</summary>
internal sealed class PprofSample(WireReader reader)
{
    /// <summary>Ids of the locations, leaf first.</summary>
    public List<long> Locations { get; } = [];

    public List<long> Values { get; } = [];

    public List<PprofLabel> Labels { get; } = [];

    public void Read(int end)
    {
        Locations.Clear();
        Values.Clear();
        Labels.Clear();
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.SampleLocation:
                    Locations.Add(reader.ReadVarint());
                    break;
                case PprofField.SampleLocations:
                    reader.ReadPacked(end, Locations);
                    break;
                case PprofField.SampleValue:
                    Values.Add(reader.ReadVarint());
                    break;
                case PprofField.SampleValues:
                    reader.ReadPacked(end, Values);
                    break;
                case PprofField.SampleLabel:
                    Labels.Add(ReadLabel(reader.Enter(end)));
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }

    /// <summary>Reads the values alone.</summary>
    public void ReadValues(int end)
    {
        Values.Clear();
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.SampleValue:
                    Values.Add(reader.ReadVarint());
                    break;
                case PprofField.SampleValues:
                    reader.ReadPacked(end, Values);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }

    private PprofLabel ReadLabel(int end)
    {
        PprofLabel label = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.LabelKey:
                    label = label with { Key = reader.ReadVarint() };
                    break;
                case PprofField.LabelText:
                    label = label with { Text = reader.ReadVarint() };
                    break;
                case PprofField.LabelNumber:
                    label = label with { Number = reader.ReadVarint() };
                    break;
                case PprofField.LabelUnit:
                    label = label with { Unit = reader.ReadVarint() };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return label;
    }
}
