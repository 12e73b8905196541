using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>The profile's fields outside its nodes: the columns of its samples, packed or not, and what it says of itself.</summary>
internal sealed class NflxColumns(WireReader reader)
{
    private readonly HashSet<string> _set = new(StringComparer.Ordinal);

    public double Start { get; private set; }

    public long IdleSamples { get; private set; }

    public List<long> Samples { get; } = [];

    public List<double> Deltas { get; } = [];

    public List<long> Cpus { get; } = [];

    public List<long> Pids { get; } = [];

    public List<long> Tids { get; } = [];

    public List<long> Values { get; } = [];

    /// <summary>Whether a parameter is set to <c>true</c>.</summary>
    public bool Has(string parameter) => _set.Contains(parameter);

    /// <summary>A number as a CPU; -1 where it can be none.</summary>
    public static int CpuOf(long number) => number is >= 0 and <= short.MaxValue ? (int)number : -1;

    public void Read(uint tag, int end)
    {
        switch (tag)
        {
            case NflxProfileField.StartTime:
                Start = reader.ReadDouble();
                break;
            case NflxProfileField.Sample:
                Samples.Add((uint)reader.ReadVarint());
                break;
            case NflxProfileField.Samples:
                reader.ReadPacked(end, Samples);
                break;
            case NflxProfileField.TimeDelta:
                Deltas.Add(reader.ReadDouble());
                break;
            case NflxProfileField.TimeDeltas:
                ReadDeltas(reader.Enter(end));
                break;
            case NflxProfileField.Cpu:
                Cpus.Add(reader.ReadVarint());
                break;
            case NflxProfileField.Cpus:
                reader.ReadPacked(end, Cpus);
                break;
            case NflxProfileField.Pid:
                Pids.Add(reader.ReadVarint());
                break;
            case NflxProfileField.Pids:
                reader.ReadPacked(end, Pids);
                break;
            case NflxProfileField.Tid:
                Tids.Add(reader.ReadVarint());
                break;
            case NflxProfileField.Tids:
                reader.ReadPacked(end, Tids);
                break;
            case NflxProfileField.Value:
                Values.Add(reader.ReadVarint());
                break;
            case NflxProfileField.Values:
                reader.ReadPacked(end, Values);
                break;
            case NflxProfileField.Parameter:
                ReadParameter(reader.Enter(end));
                break;
            case NflxProfileField.IdleSampleCount:
                IdleSamples = Math.Max(0, reader.ReadVarint());
                break;
            default:
                reader.Skip(tag);
                break;
        }
    }

    private void ReadDeltas(int end)
    {
        while (reader.Position < end)
        {
            Deltas.Add(reader.ReadDouble());
        }

        reader.ThrowIfNotAt(end);
    }

    private void ReadParameter(int end)
    {
        ByteRange key = default;
        ByteRange value = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case NflxProfileField.EntryKey:
                    key = reader.ReadBytes(end);
                    break;
                case NflxProfileField.EntryValue:
                    value = reader.ReadBytes(end);
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        if (reader[value].SequenceEqual("true"u8))
        {
            _set.Add(System.Text.Encoding.UTF8.GetString(reader[key]));
        }
    }
}
