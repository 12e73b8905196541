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

    /// <summary>The type of its numbers: <c>u8</c>, <c>u16</c>, <c>i32</c>, <c>f32</c> or <c>f64</c>, little-endian.</summary>
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

        (long lowest, long highest) = (long.CreateSaturating(least), long.CreateSaturating(most));
        (string type, int size) = (lowest, highest) switch
        {
            ( >= 0, <= byte.MaxValue) => ("u8", 1),
            ( >= 0, <= ushort.MaxValue) => ("u16", 2),
            ( >= int.MinValue, <= int.MaxValue) => ("i32", 4),
            _ => ("f64", 8),
        };
        WireColumn column = new(name, type, size, values.Length);
        column.Pack(values);
        return column;
    }

    /// <summary>Packs floats.</summary>
    public static WireColumn Of(string name, ReadOnlySpan<float> values)
    {
        WireColumn column = new(name, "f32", 4, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(column._bytes.AsSpan(i * 4), values[i]);
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
            switch (Type)
            {
                case "u8":
                    json.WriteNumberValue((int)item[0]);
                    break;
                case "u16":
                    json.WriteNumberValue((int)BinaryPrimitives.ReadUInt16LittleEndian(item));
                    break;
                case "i32":
                    json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(item));
                    break;
                case "f32":
                    json.WriteNumberValue(BinaryPrimitives.ReadSingleLittleEndian(item));
                    break;
                default:
                    json.WriteNumberValue(BinaryPrimitives.ReadDoubleLittleEndian(item));
                    break;
            }
        }

        json.WriteEndArray();
    }

    // A loop for each size: the trees of long recordings have hundreds of thousands of items.
    private void Pack<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<byte> bytes = _bytes;
        switch (ItemSize)
        {
            case 1:
                for (int i = 0; i < values.Length; i++)
                {
                    bytes[i] = byte.CreateTruncating(values[i]);
                }

                break;
            case 2:
                for (int i = 0; i < values.Length; i++)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes[(2 * i)..], ushort.CreateTruncating(values[i]));
                }

                break;
            case 4:
                for (int i = 0; i < values.Length; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], int.CreateTruncating(values[i]));
                }

                break;
            default:
                for (int i = 0; i < values.Length; i++)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes[(8 * i)..], double.CreateTruncating(values[i]));
                }

                break;
        }
    }
}
