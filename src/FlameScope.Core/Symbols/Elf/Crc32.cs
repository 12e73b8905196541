namespace FlameScope.Symbols.Elf;

/// <summary>The checksum of <c>.gnu_debuglink</c>: CRC-32 as in zip files. The framework has only the other polynomial.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xedb88320;
    private const int Slices = 8;

    private static readonly uint[] Table = CreateTable();

    /// <summary>Goes on with a checksum that began at all ones; its complement is the result.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            ulong word = ElfLayout.U64(bytes) ^ checksum;
            checksum = 0;
            for (int i = 0; i < Slices; i++)
            {
                checksum ^= Table[((Slices - 1 - i) << 8) | (int)((word >> (8 * i)) & 0xff)];
            }
        }

        foreach (byte value in bytes)
        {
            checksum = (checksum >> 8) ^ Table[(checksum ^ value) & 0xff];
        }

        return checksum;
    }

    private static uint[] CreateTable()
    {
        uint[] table = new uint[Slices << 8];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * Polynomial);
            }

            table[i] = value;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[table[i - 256] & 0xff];
        }

        return table;
    }
}
