using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Elf;

/// <summary>An ELF file's headers: what it is and where its tables are. Nothing of them is believed beyond the file's end.</summary>
internal sealed class ElfImage
{
    private const int MaxHeaderBytes = 64 * 1024 * 1024;
    private const uint ManySegments = 0xffff;
    private const uint ManySections = 0xffff;

    private readonly byte[] _sectionNames;

    private ElfImage(SymbolFile file, ElfLayout layout, ushort machine, ElfSection[] sections, ElfSegment[] segments, uint nameSection)
    {
        File = file;
        Layout = layout;
        Machine = machine;
        Sections = sections;
        Segments = segments;
        _sectionNames = nameSection < sections.Length ? file.ReadPiece(sections[nameSection].Offset, sections[nameSection].Size, MaxHeaderBytes) : [];
        BuildId = ElfNotes.BuildIdOf(this);
    }

    public SymbolFile File { get; }

    public ElfLayout Layout { get; }

    public ushort Machine { get; }

    public ElfSection[] Sections { get; }

    public ElfSegment[] Segments { get; }

    /// <summary>The build id as lower-case hexadecimal digits; empty where there is none.</summary>
    public string BuildId { get; }

    public bool HasSymbolTable => Sections.Any(static section => section is { Type: ElfSection.SymbolTable, Size: > 0 });

    /// <summary>Whether it holds the code itself; a separate debug file has only the headers of it.</summary>
    public bool HasCode
    {
        get
        {
            bool hasCode = HasSegments
                ? Array.Exists(Segments, static segment => segment is { Type: ElfSegment.Load, IsExecutable: true, FileSize: > 0 })
                : Array.Exists(Sections, static section => section is { IsExecutable: true, Size: > 0 });
            return hasCode && !Array.Exists(Sections, static section => section is { Type: ElfSection.NoBits, IsExecutable: true });
        }
    }

    private bool HasSegments => Array.Exists(Segments, static segment => segment.Type == ElfSegment.Load);

    /// <summary>Reads the headers.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">Where it cannot be read, what would have been right.</param>
    public static ElfImage? TryRead(SymbolFile file, out string expected)
    {
        Span<byte> header = stackalloc byte[64];
        int length = file.Read(0, header);
        header = header[..length];
        expected = "an ELF file";
        if (length < 52 || !header.StartsWith("\u007fELF"u8))
        {
            return null;
        }

        expected = "an ELF file of a little-endian machine";
        if (header[4] is not (1 or 2) || header[5] != 1)
        {
            return null;
        }

        ElfLayout layout = new(header[4] == 2);
        expected = "an ELF file with a whole header";
        if (length < layout.HeaderSize)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = header[(layout.Is64 ? 52 : 40)..];
        ulong segments = layout.Word(header[(layout.Is64 ? 32 : 28)..]);
        ulong sections = layout.Word(header[(layout.Is64 ? 40 : 32)..]);
        (ushort segmentSize, uint segmentCount) = (ElfLayout.U16(rest[2..]), ElfLayout.U16(rest[4..]));
        (ushort sectionSize, uint sectionCount, uint nameSection) = (ElfLayout.U16(rest[6..]), ElfLayout.U16(rest[8..]), ElfLayout.U16(rest[10..]));

        // Counts that do not fit are in the first section.
        if (sections != 0 && sectionSize >= layout.SectionSize && (sectionCount == 0 || nameSection == ManySections || segmentCount == ManySegments))
        {
            byte[] first = file.ReadPiece(sections, (ulong)layout.SectionSize, layout.SectionSize);
            if (first.Length == layout.SectionSize)
            {
                ElfSection extra = layout.SectionOf(first);
                sectionCount = sectionCount == 0 ? (uint)Math.Min(extra.Size, uint.MaxValue) : sectionCount;
                nameSection = nameSection == ManySections ? extra.Link : nameSection;
                segmentCount = segmentCount == ManySegments ? extra.Info : segmentCount;
            }
        }

        return new ElfImage(
            file,
            layout,
            ElfLayout.U16(header[18..]),
            Rows(file, sections, sectionSize, sectionCount, layout.SectionSize, layout.SectionOf),
            Rows(file, segments, segmentSize, segmentCount, layout.SegmentSize, layout.SegmentOf),
            nameSection);
    }

    /// <summary>The name of a section.</summary>
    public ReadOnlySpan<byte> NameOf(in ElfSection section)
    {
        if (section.Name >= _sectionNames.Length)
        {
            return [];
        }

        ReadOnlySpan<byte> rest = _sectionNames.AsSpan((int)section.Name);
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Finds a section by name.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out ElfSection found)
    {
        foreach (ref readonly ElfSection section in Sections.AsSpan())
        {
            if (NameOf(section).SequenceEqual(name))
            {
                found = section;
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>Finds the first section of a type that has content.</summary>
    public bool TryFind(uint type, out ElfSection found)
    {
        found = Array.Find(Sections, section => section.Type == type && section.Size > 0);
        return found.Type == type && found.Size > 0;
    }

    /// <summary>The address that a mapped offset of the file has in its symbol table; the offset itself where nothing holds it.</summary>
    public ulong AddressOf(ulong offset)
    {
        // The page at a border belongs to two segments; code is in the one that may run.
        ElfSegment? near = null;
        foreach (ref readonly ElfSegment segment in Segments.AsSpan())
        {
            if (segment.Type == ElfSegment.Load && segment.IsExecutable && segment.Holds(offset) && (near is null || segment.HoldsExactly(offset)))
            {
                near = segment;
            }
        }

        near ??= Array.Find(Segments, segment => segment.Type == ElfSegment.Load && segment.HoldsExactly(offset)) is { FileSize: > 0 } other ? other : null;
        if (near is ElfSegment holder)
        {
            return unchecked(offset - holder.Offset + holder.Address);
        }

        // Older files of perf inject --jit have sections alone.
        ElfSection section = HasSegments ? default
            : Array.Find(Sections, section => section.IsExecutable && offset >= section.Offset && offset - section.Offset < section.Size);
        return section.Size > 0 ? unchecked(offset - section.Offset + section.Address) : offset;
    }

    private static T[] Rows<T>(SymbolFile file, ulong offset, ushort stride, uint count, int size, RowReader<T> read)
    {
        if (stride < size || count == 0 || offset == 0 || offset >= file.Length)
        {
            return [];
        }

        // A count is believed as far as the file reaches.
        ulong whole = Math.Min(count, (file.Length - offset) / stride);
        byte[] bytes = file.ReadPiece(offset, whole * stride, MaxHeaderBytes);
        T[] rows = new T[bytes.Length / stride];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = read(bytes.AsSpan(i * stride, size));
        }

        return rows;
    }

    private delegate T RowReader<T>(ReadOnlySpan<byte> bytes);
}
