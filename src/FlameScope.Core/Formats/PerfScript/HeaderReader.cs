using System.Globalization;
using System.Text;
using FlameScope.Formats.Linux;

namespace FlameScope.Formats.PerfScript;

/// <summary>Reads the lines that <c>perf script --header</c> prints before the samples.</summary>
internal sealed class HeaderReader
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;

    public HeaderReader(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
    }

    // # nrcpus online : 2
    // # reference time: 2026-11-22 19:05:15.664698 = 1795374315.664698 (TOD) = 2399.544548623 (monotonic)
    public void Read(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart("# "u8).StartsWith("captured on"u8))
        {
            _context.AddRecording(followsSamples: _builder.AddedCount > 0);
        }

        // A header that follows samples is that of another recording in the same file.
        if (_builder.AddedCount > 0)
        {
            return;
        }

        string text = Encoding.UTF8.GetString(line.TrimStart((byte)'#')).Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return;
        }

        string value = text[(colon + 1)..].Trim();
        ProfileHeader header = _builder.Header;
        _builder.Header = text[..colon].Trim() switch
        {
            "hostname" => header with { HostName = value },
            "os release" => header with { OperatingSystemRelease = value },
            "arch" => header with { Architecture = value },
            "perf version" => header with { ProfilerVersion = value },
            "cmdline" => header with { CommandLine = value, SamplingFrequency = PerfCommandLine.FrequencyOf(value) },
            "cpudesc" => header with { CpuDescription = value },
            "captured on" => header with { CapturedOn = value },
            "nrcpus online" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) =>
                header with { CpuCount = count },
            "reference time" => header with { ClockEpochNanoseconds = EpochOf(value) ?? header.ClockEpochNanoseconds },
            _ => header,
        };
    }

    /// <summary>The header of a text in two parts that both stand before all samples: what comes later wins.</summary>
    public static ProfileHeader Join(ProfileHeader earlier, ProfileHeader later) => new()
    {
        HostName = later.HostName ?? earlier.HostName,
        OperatingSystemRelease = later.OperatingSystemRelease ?? earlier.OperatingSystemRelease,
        Architecture = later.Architecture ?? earlier.Architecture,
        ProfilerVersion = later.ProfilerVersion ?? earlier.ProfilerVersion,
        CommandLine = later.CommandLine ?? earlier.CommandLine,
        CpuDescription = later.CpuDescription ?? earlier.CpuDescription,
        CpuCount = later.CpuCount ?? earlier.CpuCount,
        CapturedOn = later.CapturedOn ?? earlier.CapturedOn,
        ClockEpochNanoseconds = later.ClockEpochNanoseconds ?? earlier.ClockEpochNanoseconds,
        SamplingFrequency = later.SamplingFrequency ?? earlier.SamplingFrequency,
        TimelessAdvice = later.TimelessAdvice ?? earlier.TimelessAdvice,
    };

    private static long? EpochOf(string value)
    {
        string[] parts = value.Split(" = ");
        return parts.Length == 3 && TryReadSeconds(parts[1], out long wall) && TryReadSeconds(parts[2], out long clock)
            ? wall - clock
            : null;
    }

    // 1795374315.664698 (TOD)
    private static bool TryReadSeconds(string text, out long time)
    {
        time = 0;
        byte[] number = Encoding.ASCII.GetBytes(text.Split(' ')[0]);
        int point = number.AsSpan().IndexOf((byte)'.');
        return point > 0 && Fields.TryReadNanoseconds(number.AsSpan(0, point), number.AsSpan(point + 1), out time);
    }
}
