using System.Globalization;
using System.Text;

namespace FlameScope.Formats.NetTrace;

/// <summary>The label lists of a trace of version 6, valid until the next sequence point.</summary>
internal sealed class LabelLists
{
    private const int IsLast = 0x80;

    private readonly SampleStoreBuilder _builder;
    private readonly NumberedRows _rows = new();

    public LabelLists(SampleStoreBuilder builder) => _builder = builder;

    /// <summary>The labels of a list; none where there is no such list.</summary>
    public LabelSetId this[uint number] => number != 0 && _rows.TryGet(number, out int row) ? new LabelSetId(row) : LabelSetId.Empty;

    public void Clear() => _rows.Clear();

    /// <summary>Reads a block of lists.</summary>
    /// <returns>Whether all of it could be read.</returns>
    public bool TryAdd(ReadOnlySpan<byte> block)
    {
        TraceCursor cursor = new(block);
        uint number = cursor.UInt32();
        uint count = cursor.UInt32();
        for (uint i = 0; i < count; i++)
        {
            LabelSetId labels = LabelSetId.Empty;
            for (int kind = 0; (kind & IsLast) == 0;)
            {
                kind = cursor.Byte();
                if (cursor.HasFailed || !TryReadLabel(kind & ~IsLast, ref cursor, ref labels))
                {
                    return false;
                }
            }

            _rows.Add(number + i, labels.Value);
        }

        return true;
    }

    private bool TryReadLabel(int kind, ref TraceCursor cursor, ref LabelSetId labels)
    {
        switch (kind)
        {
            case 1:
                labels = Add(labels, "activity id"u8, Hex(cursor.Take(16)));
                break;
            case 2:
                labels = Add(labels, "related activity id"u8, Hex(cursor.Take(16)));
                break;
            case 3:
                labels = Add(labels, "trace id"u8, Hex(cursor.Take(16)));
                break;
            case 4:
                labels = Add(labels, "span id"u8, Hex(cursor.Take(sizeof(ulong))));
                break;
            case 5:
                labels = _builder.AddLabel(labels, cursor.Utf8(), cursor.Utf8());
                break;
            case 6:
                ReadOnlySpan<byte> key = cursor.Utf8();
                ulong zigzag = cursor.Varint();
                long value = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
                labels = Add(labels, key, value.ToString(CultureInfo.InvariantCulture));
                break;
            case 7 or 9 or 10:
                cursor.Byte();
                break;
            case 8:
                cursor.UInt64();
                break;
            default:
                return false;
        }

        return !cursor.HasFailed;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private LabelSetId Add(LabelSetId labels, ReadOnlySpan<byte> key, string value) => _builder.AddLabel(labels, key, Encoding.UTF8.GetBytes(value));
}
