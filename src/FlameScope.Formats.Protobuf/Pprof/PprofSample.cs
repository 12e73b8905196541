using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>A label, by indices of the string table.</summary>
internal readonly record struct PprofLabel(long Key, long Text, long Number, long Unit);

/// <summary>The sample that was read last; one object serves all.</summary>
internal sealed class PprofSample
{
    private int _locationFields;

    /// <summary>Ids of the locations, leaf first; empty where they are <see cref="PackedLocations"/>.</summary>
    public List<long> Locations { get; } = [];

    /// <summary>Where the locations stand in the input, packed into one field, as nearly all are; empty where they do not.</summary>
    public ByteRange PackedLocations { get; private set; }

    public List<long> Values { get; } = [];

    public List<PprofLabel> Labels { get; } = [];

    /// <summary>Reads a sample.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="start">Where they stand in the input.</param>
    public void Read(ReadOnlySpan<byte> bytes, int start)
    {
        Locations.Clear();
        Values.Clear();
        Labels.Clear();
        PackedLocations = default;
        _locationFields = 0;
        MessageSpan sample = new(bytes);
        while (sample.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.SampleLocation:
                    AddLocations(bytes, start, default);
                    Locations.Add(sample.ReadVarint());
                    break;
                case PprofField.SampleLocations:
                    ReadOnlySpan<byte> packed = sample.ReadBytes();
                    AddLocations(bytes, start, new ByteRange(start + sample.StartOf(packed), packed.Length));
                    break;
                case PprofField.SampleValue:
                    Values.Add(sample.ReadVarint());
                    break;
                case PprofField.SampleValues:
                    MessageSpan.AddPacked(sample.ReadBytes(), Values);
                    break;
                case PprofField.SampleLabel:
                    Labels.Add(ReadLabel(sample.ReadBytes()));
                    break;
                default:
                    sample.Skip(tag);
                    break;
            }
        }
    }

    /// <summary>Reads the values alone.</summary>
    public void ReadValues(ReadOnlySpan<byte> bytes)
    {
        Values.Clear();
        MessageSpan sample = new(bytes);
        while (sample.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.SampleValue:
                    Values.Add(sample.ReadVarint());
                    break;
                case PprofField.SampleValues:
                    MessageSpan.AddPacked(sample.ReadBytes(), Values);
                    break;
                default:
                    sample.Skip(tag);
                    break;
            }
        }
    }

    // The first packed field stays as it is; where another field follows, all of them go to the list.
    private void AddLocations(ReadOnlySpan<byte> bytes, int start, ByteRange packed)
    {
        if (++_locationFields == 1)
        {
            PackedLocations = packed;
            return;
        }

        if (PackedLocations.Length > 0)
        {
            MessageSpan.AddPacked(bytes.Slice(PackedLocations.Start - start, PackedLocations.Length), Locations);
            PackedLocations = default;
        }

        MessageSpan.AddPacked(packed.Length > 0 ? bytes.Slice(packed.Start - start, packed.Length) : default, Locations);
    }

    private static PprofLabel ReadLabel(ReadOnlySpan<byte> bytes)
    {
        (long key, long text, long number, long unit) = (0, 0, 0, 0);
        MessageSpan label = new(bytes);
        while (label.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case PprofField.LabelKey:
                    key = label.ReadVarint();
                    break;
                case PprofField.LabelText:
                    text = label.ReadVarint();
                    break;
                case PprofField.LabelNumber:
                    number = label.ReadVarint();
                    break;
                case PprofField.LabelUnit:
                    unit = label.ReadVarint();
                    break;
                default:
                    label.Skip(tag);
                    break;
            }
        }

        return new PprofLabel(key, text, number, unit);
    }
}
