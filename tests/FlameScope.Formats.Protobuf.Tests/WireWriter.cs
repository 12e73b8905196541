namespace FlameScope.Formats.Protobuf.Tests;

/// <summary>Writes protobuf fields one by one, right or wrong, for inputs that no tool writes.</summary>
internal sealed class WireWriter
{
    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public WireWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public WireWriter Varint(int field, long value) => Number(((ulong)field << 3) | 0).Number((ulong)value);

    public WireWriter Double(int field, double value) => Number(((ulong)field << 3) | 1).Raw(BitConverter.GetBytes(value));

    public WireWriter Fixed(int field, ulong value) => Number(((ulong)field << 3) | 1).Raw(BitConverter.GetBytes(value));

    public WireWriter Bytes(int field, byte[] value) => Number(((ulong)field << 3) | 2).Number((ulong)value.Length).Raw(value);

    public WireWriter Text(int field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    public WireWriter Message(int field, Action<WireWriter> write)
    {
        WireWriter inner = new();
        write(inner);
        return Bytes(field, inner.ToArray());
    }

    public WireWriter Packed(int field, params long[] values)
    {
        WireWriter inner = new();
        foreach (long value in values)
        {
            inner.Number((ulong)value);
        }

        return Bytes(field, inner.ToArray());
    }

    public WireWriter Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }
}
