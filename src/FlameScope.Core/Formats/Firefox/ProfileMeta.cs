using System.Text;
using System.Text.Json;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>What a profile says of itself.</summary>
internal sealed class ProfileMeta
{
    /// <summary>The newest version whose changes are known.</summary>
    public const int KnownVersion = 70;

    /// <summary>Version of the processed format; 0 where the profile is not processed.</summary>
    public int Version { get; private set; }

    /// <summary>Version of Firefox's own format; 0 where there is none.</summary>
    public int GeckoVersion { get; private set; }

    public string Product { get; private set; } = "";

    /// <summary>Nanoseconds since 1970 at time 0.</summary>
    public long? Epoch { get; private set; }

    /// <summary>Nanoseconds of the machine's clock at time 0.</summary>
    public long ClockAtZero { get; private set; }

    /// <summary>Names of the categories.</summary>
    public List<byte[]> Categories { get; } = [];

    public string? OperatingSystem { get; private set; }

    public string? Architecture { get; private set; }

    public int? Cpus { get; private set; }

    public string? CpuName { get; private set; }

    public bool IsFirefox => Product is "Firefox" or "Fennec" or "Fenix" or "Thunderbird";

    /// <summary>Reads <c>meta</c>.</summary>
    public void Read(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("preprocessedProfileVersion"u8))
            {
                Version = json.TryReadInt(out int version) ? version : Version;
            }
            else if (json.Is("version"u8))
            {
                GeckoVersion = json.TryReadInt(out int version) ? version : GeckoVersion;
            }
            else if (json.Is("startTime"u8))
            {
                Epoch = json.TryReadNumber(6, out long epoch) ? epoch : Epoch;
            }
            else if (json.Is("startTimeAsClockMonotonicNanosecondsSinceBoot"u8))
            {
                ClockAtZero = json.TryReadNumber(0, out long clock) ? clock : ClockAtZero;
            }
            else if (json.Is("categories"u8))
            {
                ReadCategories(ref json);
            }
            else if (json.Is("product"u8))
            {
                Product = ReadText(ref json) ?? "";
            }
            else if (json.Is("oscpu"u8))
            {
                OperatingSystem = ReadText(ref json);
            }
            else if (json.Is("abi"u8))
            {
                Architecture = ReadText(ref json);
            }
            else if (json.Is("CPUName"u8))
            {
                CpuName = ReadText(ref json);
            }
            else if (json.Is("logicalCPUs"u8))
            {
                Cpus = json.TryReadInt(out int cpus) && cpus > 0 ? cpus : null;
            }
            else
            {
                json.Skip();
            }
        }
    }

    public ReadOnlySpan<byte> CategoryOf(int index) => (uint)index < (uint)Categories.Count ? Categories[index] : [];

    private void ReadCategories(ref JsonCursor json)
    {
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            byte[] name = [];
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                Categories.Add(name);
                continue;
            }

            while (json.ReadMember())
            {
                if (json.Is("name"u8))
                {
                    name = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : name;
                }
                else
                {
                    json.Skip();
                }
            }

            Categories.Add(name);
        }
    }

    private static string? ReadText(ref JsonCursor json) => json.TryReadText(out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null;
}
