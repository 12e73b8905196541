using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>The sample that was read last; one object serves all. A sample is all observations of one stack.</summary>
internal sealed class OtlpSample
{
    public long Stack { get; private set; }

    public List<long> Attributes { get; } = [];

    public List<long> Values { get; } = [];

    /// <summary>Nanoseconds since 1970; negative where they are beyond the year 2262.</summary>
    public List<long> Times { get; } = [];

    /// <summary>Reads a sample.</summary>
    /// <param name="bytes">Its bytes.</param>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        Stack = 0;
        Attributes.Clear();
        Values.Clear();
        Times.Clear();
        MessageSpan sample = new(bytes);
        while (sample.ReadTag() is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.SampleStack:
                    Stack = sample.ReadVarint();
                    break;
                case OtlpField.SampleAttribute:
                    Attributes.Add(sample.ReadVarint());
                    break;
                case OtlpField.SampleAttributes:
                    MessageSpan.AddPacked(sample.ReadBytes(), Attributes);
                    break;
                case OtlpField.SampleValue:
                    Values.Add(sample.ReadVarint());
                    break;
                case OtlpField.SampleValues:
                    MessageSpan.AddPacked(sample.ReadBytes(), Values);
                    break;
                case OtlpField.SampleTime:
                    Times.Add((long)sample.ReadFixed64());
                    break;
                case OtlpField.SampleTimes:
                    ReadTimes(sample.ReadBytes());
                    break;
                default:
                    sample.Skip(tag);
                    break;
            }
        }
    }

    private void ReadTimes(ReadOnlySpan<byte> packed)
    {
        MessageSpan times = new(packed);
        while (!times.IsAtEnd)
        {
            Times.Add((long)times.ReadFixed64());
        }
    }
}
