using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>Finds where records go on after bytes that are none.</summary>
internal static class RecordSearch
{
    /// <summary>Bytes that are enough to tell of any place whether records begin there.</summary>
    public const int Reach = Records * ushort.MaxValue;

    // As many in a row are no accident.
    private const int Records = 3;
    private const int Alignment = 8;
    private const ushort UnusedFlags = 0x0ff8;

    /// <summary>Finds the first records in a piece of the input.</summary>
    /// <param name="bytes">The piece, from a place on at which a record might begin.</param>
    /// <param name="isEnd">Whether the input ends with it.</param>
    /// <param name="passed">The bytes that are surely no records; those after them begin with some where the answer is true.</param>
    /// <returns>Whether there are any.</returns>
    public static bool TryFind(ReadOnlySpan<byte> bytes, bool isEnd, out int passed)
    {
        passed = 0;
        while (bytes.Length - passed >= RecordReader.HeadSize)
        {
            int count = 0;
            int place = passed;
            bool isCut = false;
            while (count < Records && !isCut && IsHead(bytes[place..], out int size))
            {
                isCut = bytes.Length - place < size + RecordReader.HeadSize && (!isEnd || bytes.Length - place < size);
                place += isCut ? 0 : size;
                count += isCut ? 0 : 1;
            }

            if (count == Records || (isEnd && count > 0 && place == bytes.Length))
            {
                return true;
            }

            if (isCut && !isEnd)
            {
                return false;
            }

            passed += Alignment;
        }

        return false;
    }

    private static bool IsHead(ReadOnlySpan<byte> bytes, out int size)
    {
        size = 0;
        if (bytes.Length < RecordReader.HeadSize)
        {
            return false;
        }

        RecordType type = (RecordType)BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        size = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        return type is (>= RecordType.Map and <= RecordType.LastOfKernel) or (>= RecordType.Attribute and <= RecordType.Compressed2)
            && (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) & UnusedFlags) == 0
            && size >= RecordReader.HeadSize
            && size % Alignment == 0;
    }
}
