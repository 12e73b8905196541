using System.Buffers.Binary;
using System.Text;
using FlameScope.Formats.Linux;

namespace FlameScope.Formats.PerfData;

/// <summary>What a recording says of itself as a whole.</summary>
internal sealed class Features(EventTable events)
{
    /// <summary>The most that a header tells of.</summary>
    public const int Count = 256;

    private const int BuildIdBytes = 20;
    private const ushort MiscBuildIdSize = 1 << 15;

    private readonly Dictionary<string, string> _buildIds = [];

    /// <summary>The recording's header.</summary>
    public ProfileHeader Header { get; private set; } = new();

    /// <summary>CPUs that the machine may have; 0 where it does not say.</summary>
    public int MaxCpuCount { get; private set; }

    /// <summary>Whether the recording lies in several files beside this one.</summary>
    public bool IsDirectory { get; private set; }

    /// <summary>Whether it was made by Android's simpleperf.</summary>
    public bool IsSimpleperf { get; private set; }

    /// <summary>The build id that the recording's own list has for a file, in hex; empty where it has none.</summary>
    public string BuildIdOf(string path) => _buildIds.GetValueOrDefault(path, "");

    /// <summary>Reads one feature.</summary>
    /// <param name="bit">Which.</param>
    /// <param name="content">Its content; what is damaged in it is left out.</param>
    public void Read(ulong bit, ReadOnlySpan<byte> content)
    {
        ByteReader reader = new(content);
        switch (bit)
        {
            case 2:
                ReadBuildIds(content);
                break;
            case 3:
                Header = Header with { HostName = Text(ref reader) };
                break;
            case 4:
                Header = Header with { OperatingSystemRelease = Text(ref reader) };
                break;
            case 5:
                Header = Header with { ProfilerVersion = Text(ref reader) };
                break;
            case 6:
                Header = Header with { Architecture = Text(ref reader) };
                break;
            case 7:
                MaxCpuCount = reader.Int32();
                int online = reader.Int32();
                Header = Header with { CpuCount = reader.IsOverrun || online <= 0 ? null : online };
                break;
            case 8:
                Header = Header with { CpuDescription = Text(ref reader) };
                break;
            case 11:
                string command = CommandLineOf(ref reader);
                Header = Header with { CommandLine = command, SamplingFrequency = PerfCommandLine.FrequencyOf(command) };
                break;
            case 12:
                ReadEventNames(ref reader);
                break;
            case 24:
                IsDirectory = true;
                break;
            case 29:
                ReadClock(ref reader);
                break;
            case 128 or 129:
                IsSimpleperf = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Adds a build id.</summary>
    /// <param name="entry">The process, 24 bytes with the id, and the file's name.</param>
    /// <param name="misc">The flags of the entry's head.</param>
    public void AddBuildId(ReadOnlySpan<byte> entry, ushort misc)
    {
        ByteReader reader = new(entry);
        reader.UInt32();
        ReadOnlySpan<byte> id = reader.Take(24);
        if (!reader.IsOverrun)
        {
            int length = (misc & MiscBuildIdSize) != 0 ? Math.Min((int)id[BuildIdBytes], BuildIdBytes) : BuildIdBytes;
            _buildIds.TryAdd(Encoding.UTF8.GetString(reader.Text()), Convert.ToHexStringLower(id[..length]));
        }
    }

    private static string Text(ref ByteReader reader) => Encoding.UTF8.GetString(reader.SizedText());

    private static string CommandLineOf(ref ByteReader reader)
    {
        List<string> words = [];
        for (uint left = reader.UInt32(); left > 0 && !reader.Rest.IsEmpty; left--)
        {
            words.Add(Text(ref reader));
        }

        return string.Join(' ', words);
    }

    private void ReadBuildIds(ReadOnlySpan<byte> content)
    {
        while (content.Length >= RecordReader.HeadSize)
        {
            ushort misc = BinaryPrimitives.ReadUInt16LittleEndian(content[4..]);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(content[6..]);
            if (size < RecordReader.HeadSize || size > content.Length)
            {
                break;
            }

            AddBuildId(content[RecordReader.HeadSize..size], misc);
            content = content[size..];
        }
    }

    // u32 events, u32 bytes of an attribute; each: the attribute, u32 ids, name, ids
    private void ReadEventNames(ref ByteReader reader)
    {
        uint count = reader.UInt32();
        uint size = reader.UInt32();
        for (int row = 0; row < count && !reader.Rest.IsEmpty; row++)
        {
            reader.Take(size);
            uint ids = reader.UInt32();
            ReadOnlySpan<byte> name = reader.SizedText();
            ByteReader list = new(reader.Take(8UL * ids));
            if (reader.IsOverrun)
            {
                break;
            }

            if (ids == 0)
            {
                events.SetName(row, name);
            }

            for (; ids > 0; ids--)
            {
                events.SetName(list.UInt64(), name);
            }
        }
    }

    // u32 version, u32 clock, u64 wall, u64 clock's time
    private void ReadClock(ref ByteReader reader)
    {
        reader.UInt64();
        ulong wall = reader.UInt64();
        ulong clock = reader.UInt64();
        if (!reader.IsOverrun && wall <= long.MaxValue && clock <= long.MaxValue)
        {
            Header = Header with { ClockEpochNanoseconds = (long)wall - (long)clock };
        }
    }
}
