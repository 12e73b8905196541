using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>The sample that was read last; one object serves all. A sample is all observations of one stack.</summary>
internal sealed class OtlpSample(WireReader reader)
{
    public long Stack { get; private set; }

    public List<long> Attributes { get; } = [];

    public List<long> Values { get; } = [];

    /// <summary>Nanoseconds since 1970.</summary>
    public List<ulong> Times { get; } = [];

    public void Read(int end)
    {
        Stack = 0;
        Attributes.Clear();
        Values.Clear();
        Times.Clear();
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.SampleStack:
                    Stack = reader.ReadVarint();
                    break;
                case OtlpField.SampleAttribute:
                    Attributes.Add(reader.ReadVarint());
                    break;
                case OtlpField.SampleAttributes:
                    reader.ReadPacked(end, Attributes);
                    break;
                case OtlpField.SampleValue:
                    Values.Add(reader.ReadVarint());
                    break;
                case OtlpField.SampleValues:
                    reader.ReadPacked(end, Values);
                    break;
                case OtlpField.SampleTime:
                    Times.Add(reader.ReadFixed64());
                    break;
                case OtlpField.SampleTimes:
                    ReadTimes(reader.Enter(end));
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }
    }

    private void ReadTimes(int end)
    {
        while (reader.Position < end)
        {
            Times.Add(reader.ReadFixed64());
        }

        reader.ThrowIfNotAt(end);
    }
}
