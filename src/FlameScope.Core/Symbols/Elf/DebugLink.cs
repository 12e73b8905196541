using System.Text;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Elf;

/// <summary>The name and checksum of the separate file that has a stripped program's symbols.</summary>
internal sealed record DebugLink(string FileName, uint Checksum)
{
    private const int MaxBytes = 4096 + 8;
    private const int BufferSize = 256 * 1024;

    /// <summary>What a program says of its debug file; <see langword="null"/> where it says nothing that can be used.</summary>
    public static DebugLink? Of(ElfImage image)
    {
        if (!image.TryFind(".gnu_debuglink"u8, out ElfSection section))
        {
            return null;
        }

        ReadOnlySpan<byte> link = image.File.ReadPiece(section.Offset, section.Size, MaxBytes);
        int end = link.IndexOf((byte)0);
        int checksum = (end + 4) & ~3;

        // Only a name: what leads to another folder is not followed.
        return end <= 0 || checksum + 4 > link.Length || link[..end].Contains((byte)'/') || link[0] == '.'
            ? null
            : new DebugLink(Encoding.UTF8.GetString(link[..end]), ElfLayout.U32(link[checksum..]));
    }

    /// <summary>Whether a file is the one that is meant.</summary>
    public bool Fits(SymbolFile file)
    {
        byte[] buffer = new byte[BufferSize];
        uint checksum = uint.MaxValue;
        for (ulong offset = 0; offset < file.Length;)
        {
            int read = file.Read(offset, buffer);
            if (read == 0)
            {
                return false;
            }

            checksum = Crc32.Append(checksum, buffer.AsSpan(0, read));
            offset += (ulong)read;
        }

        return ~checksum == Checksum;
    }
}
