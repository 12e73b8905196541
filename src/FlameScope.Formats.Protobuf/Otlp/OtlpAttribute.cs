using System.Globalization;
using System.Text;
using FlameScope.Formats.Protobuf.Tables;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Otlp;

/// <summary>What an attribute is about.</summary>
internal enum OtlpRole : byte
{
    Label,
    ThreadName,
    ThreadId,
    ProcessId,
    Program,
    Cpu,
    FrameType,
    BuildId,
}

/// <summary>An attribute: its key as text, and its value as text and as a number.</summary>
/// <param name="Role">What it is about.</param>
/// <param name="Key">Its key in UTF-8.</param>
/// <param name="Text">Its value in UTF-8; empty where it is none that can be shown.</param>
/// <param name="Number">Its value where it is a number; else -1.</param>
internal sealed record OtlpAttribute(OtlpRole Role, byte[] Key, byte[] Text, long Number)
{
    public static OtlpAttribute Of(byte[] key, byte[] text, long? number) => new(
        RoleOf(key),
        key,
        number is long shown && text.Length == 0 ? Encoding.UTF8.GetBytes(shown.ToString(CultureInfo.InvariantCulture)) : text,
        number ?? (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? parsed : -1));

    /// <summary>Reads the value of an attribute.</summary>
    public static (byte[] Text, long? Number) ReadValue(WireReader reader, int end, StringTable strings)
    {
        byte[] text = [];
        long? number = null;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case OtlpField.ValueText:
                    text = reader[reader.ReadBytes(end)].ToArray();
                    break;
                case OtlpField.ValueTextIndex:
                    text = strings[reader.ReadVarint()].ToArray();
                    break;
                case OtlpField.ValueFlag:
                    text = reader.ReadVarint() != 0 ? [.. "true"u8] : [.. "false"u8];
                    break;
                case OtlpField.ValueNumber:
                    number = reader.ReadVarint();
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return (text, number);
    }

    private static OtlpRole RoleOf(ReadOnlySpan<byte> key) =>
        key.SequenceEqual("thread.name"u8) ? OtlpRole.ThreadName
        : key.SequenceEqual("thread.id"u8) ? OtlpRole.ThreadId
        : key.SequenceEqual("process.pid"u8) ? OtlpRole.ProcessId
        : key.SequenceEqual("process.executable.name"u8) ? OtlpRole.Program
        : key.SequenceEqual("cpu.logical_number"u8) ? OtlpRole.Cpu
        : key.SequenceEqual("profile.frame.type"u8) ? OtlpRole.FrameType
        : key.StartsWith("process.executable.build_id."u8) ? OtlpRole.BuildId
        : OtlpRole.Label;
}
