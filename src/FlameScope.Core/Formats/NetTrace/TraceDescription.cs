using System.Globalization;
using System.Text;

namespace FlameScope.Formats.NetTrace;

/// <summary>What a trace says of itself as a whole.</summary>
internal sealed record TraceDescription
{
    /// <summary>The trace's clock; <see langword="null"/> where the trace does not say how fast it is.</summary>
    public TraceClock? Clock { get; init; }

    /// <summary>Nanoseconds since 1970-01-01 UTC at time 0 of the clock; <see langword="null"/> where the trace has no date.</summary>
    public long? Epoch { get; init; }

    /// <summary>Bytes of an address, 4 or 8.</summary>
    public int PointerSize { get; init; } = sizeof(ulong);

    /// <summary>The traced process; -1 where unknown or where there are several.</summary>
    public int ProcessId { get; init; } = -1;

    /// <summary>CPUs of the machine.</summary>
    public int? CpuCount { get; init; }

    /// <summary>Reads the description of version 4, 5 or 6.</summary>
    public static TraceDescription Read(ReadOnlySpan<byte> body, bool hasKeyValues)
    {
        TraceCursor cursor = new(body);
        DateTime? date = ReadDate(ref cursor);
        long ticks = cursor.Int64();
        long frequency = cursor.Int64();
        int pointerSize = cursor.Int32();
        TraceDescription description = new()
        {
            Clock = frequency > 0 ? new TraceClock(frequency) : null,
            PointerSize = pointerSize == sizeof(uint) ? sizeof(uint) : sizeof(ulong),
        };
        if (date is DateTime day && description.Clock is TraceClock clock)
        {
            Int128 epoch = ((Int128)(day - DateTime.UnixEpoch).Ticks * 100) - clock.NanosecondsOf(ticks);
            description = description with { Epoch = epoch >= long.MinValue && epoch <= long.MaxValue ? (long)epoch : null };
        }

        return hasKeyValues
            ? description.WithKeyValues(cursor)
            : description with { ProcessId = cursor.Int32(), CpuCount = cursor.Int32() is > 0 and var count ? count : null };
    }

    private static DateTime? ReadDate(ref TraceCursor cursor)
    {
        int year = cursor.UInt16();
        int month = cursor.UInt16();
        cursor.Skip(sizeof(ushort));
        int day = cursor.UInt16();
        int hour = cursor.UInt16();
        int minute = cursor.UInt16();
        int second = cursor.UInt16();
        int millisecond = cursor.UInt16();
        return year is > 0 and < 10_000 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            && hour < 24 && minute < 60 && second < 60 && millisecond < 1000
            ? new DateTime(year, month, day, hour, minute, second, millisecond, DateTimeKind.Utc)
            : null;
    }

    private TraceDescription WithKeyValues(TraceCursor cursor)
    {
        TraceDescription description = this;
        for (int left = cursor.Int32(); left > 0 && !cursor.HasFailed; left--)
        {
            string key = Encoding.UTF8.GetString(cursor.Utf8());
            if (int.TryParse(Encoding.UTF8.GetString(cursor.Utf8()), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                description = key switch
                {
                    "ProcessId" => description with { ProcessId = value },
                    "HardwareThreadCount" => description with { CpuCount = value },
                    _ => description,
                };
            }
        }

        return description;
    }
}
