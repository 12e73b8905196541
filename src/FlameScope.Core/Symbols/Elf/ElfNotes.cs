namespace FlameScope.Symbols.Elf;

/// <summary>The notes of an ELF file: its build id.</summary>
internal static class ElfNotes
{
    private const int MaxBytes = 1024 * 1024;
    private const uint GnuBuildId = 3;
    private const int MinBuildIdLength = 2;
    private const int MaxBuildIdLength = 64;

    /// <summary>The build id as lower-case hexadecimal digits; empty where there is none.</summary>
    public static string BuildIdOf(ElfImage image)
    {
        foreach (ref readonly ElfSection section in image.Sections.AsSpan())
        {
            if (section.Type == ElfSection.Note && Find(image.File.ReadPiece(section.Offset, section.Size, MaxBytes)) is string found)
            {
                return found;
            }
        }

        foreach (ref readonly ElfSegment segment in image.Segments.AsSpan())
        {
            if (segment.Type == ElfSegment.Note && Find(image.File.ReadPiece(segment.Offset, segment.FileSize, MaxBytes)) is string found)
            {
                return found;
            }
        }

        return "";
    }

    /// <summary>The build id among notes; <see langword="null"/> where there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= 12)
        {
            (uint nameLength, uint length, uint type) = (ElfLayout.U32(notes), ElfLayout.U32(notes[4..]), ElfLayout.U32(notes[8..]));
            ReadOnlySpan<byte> rest = notes[12..];
            if (Aligned(nameLength) > (ulong)rest.Length || length > (ulong)rest.Length - Aligned(nameLength))
            {
                return null;
            }

            ReadOnlySpan<byte> value = rest.Slice((int)Aligned(nameLength), (int)length);
            if (type == GnuBuildId && rest[..(int)nameLength].SequenceEqual("GNU\0"u8) && value.Length is >= MinBuildIdLength and <= MaxBuildIdLength)
            {
                return Convert.ToHexStringLower(value);
            }

            notes = rest[(int)Math.Min((ulong)rest.Length, Aligned(nameLength) + Aligned(length))..];
        }

        return null;
    }

    private static ulong Aligned(uint length) => ((ulong)length + 3) & ~3UL;
}
