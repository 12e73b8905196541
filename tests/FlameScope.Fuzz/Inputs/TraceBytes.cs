using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Values as traces have them.</summary>
internal static class TraceBytes
{
    public static byte[] Of(int value) => BitConverter.GetBytes(value);

    public static byte[] Of(uint value) => BitConverter.GetBytes(value);

    public static byte[] Of(long value) => BitConverter.GetBytes(value);

    public static byte[] Of(double value) => BitConverter.GetBytes(value);

    public static byte[] Utf16(string text) => [.. Encoding.Unicode.GetBytes(text), 0, 0];

    public static byte[] Utf8(string text) => [.. Varint((ulong)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>Text of the universal providers: 16 bits of length.</summary>
    public static byte[] Short(string text) => [.. BitConverter.GetBytes((ushort)text.Length), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    /// <summary>The payload of MethodLoadVerbose and its kin.</summary>
    public static byte[] Method(ulong start, uint size, string type, string name, string signature = "void  ()", ulong id = 0, ulong module = 0) =>
        [.. Of((long)(id == 0 ? start : id)), .. Of((long)module), .. Of((long)start), .. Of(size), .. Of(0), .. Of(0), .. Utf16(type), .. Utf16(name), .. Utf16(signature), 0, 0];

    /// <summary>The payload of ModuleLoad.</summary>
    public static byte[] Module(ulong id, string path) => [.. Of((long)id), .. Of(1L), .. Of(0), .. Of(0), .. Utf16(path), .. Utf16(""), 0, 0];

    /// <summary>The payload of GCStart.</summary>
    public static byte[] Collection(uint number, int generation, int reason, int type) =>
        [.. Of(number), .. Of(generation), .. Of(reason), .. Of(type), 0, 0, .. Of(0L)];
}
