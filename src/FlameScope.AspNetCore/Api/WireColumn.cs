using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>One column of numbers of a view, packed as narrow as its values allow.</summary>
internal sealed class WireColumn
{
    private readonly byte[] _bytes;

    private WireColumn(string name, string type, int itemSize, int count)
    {
        Name = name;
        Type = type;
        ItemSize = itemSize;
        Count = count;
        _bytes = new byte[checked(itemSize * count)];
    }

    public string Name { get; }

    /// <summary>The type of its numbers: <c>u8</c>, <c>u16</c>, <c>i32</c> or <c>f64</c>, little-endian.</summary>
    public string Type { get; }

    public int ItemSize { get; }

    public int Count { get; }

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Packs integers: into one byte each where all fit, two, four, or a double where they do not fit four.</summary>
    public static WireColumn Of<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        T least = T.Zero;
        T most = T.Zero;
        foreach (T value in values)
        {
            least = T.Min(least, value);
            most = T.Max(most, value);
        }

        long lowest = long.CreateSaturating(least);
        long highest = long.CreateSaturating(most);
        return (lowest, highest) switch
        {
            ( >= 0, <= byte.MaxValue) => Pack(new WireColumn(name, "u8", 1, values.Length), values, static (bytes, value) => bytes[0] = byte.CreateTruncating(value)),
            ( >= 0, <= ushort.MaxValue) => Pack(
                new WireColumn(name, "u16", 2, values.Length),
                values,
                static (bytes, value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes, ushort.CreateTruncating(value))),
            ( >= int.MinValue, <= int.MaxValue) => Pack(
                new WireColumn(name, "i32", 4, values.Length),
                values,
                static (bytes, value) => BinaryPrimitives.WriteInt32LittleEndian(bytes, int.CreateTruncating(value))),
            _ => Pack(
                new WireColumn(name, "f64", 8, values.Length),
                values,
                static (bytes, value) => BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.CreateTruncating(value))),
        };
    }

    /// <summary>Packs doubles.</summary>
    public static WireColumn Of(string name, ReadOnlySpan<double> values)
    {
        WireColumn column = new(name, "f64", 8, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(column._bytes.AsSpan(i * 8), values[i]);
        }

        return column;
    }

    /// <summary>Writes the values as an array of numbers.</summary>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartArray(Name);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<byte> item = _bytes.AsSpan(i * ItemSize);
            switch (ItemSize)
            {
                case 1:
                    json.WriteNumberValue((int)item[0]);
                    break;
                case 2:
                    json.WriteNumberValue((int)BinaryPrimitives.ReadUInt16LittleEndian(item));
                    break;
                case 4:
                    json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(item));
                    break;
                default:
                    json.WriteNumberValue(BinaryPrimitives.ReadDoubleLittleEndian(item));
                    break;
            }
        }

        json.WriteEndArray();
    }

    private delegate void PackItem<T>(Span<byte> bytes, T value);

    private static WireColumn Pack<T>(WireColumn column, ReadOnlySpan<T> values, PackItem<T> pack)
    {
        Span<byte> bytes = column._bytes;
        foreach (T value in values)
        {
            pack(bytes, value);
            bytes = bytes[column.ItemSize..];
        }

        return column;
    }
}
