using FlameScope.Symbols.Files;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Elf;

/// <summary>The names of a symbol table, read from its string table one by one and kept.</summary>
internal sealed class ElfNames(SymbolFile file, ElfSection strings, string suffix = "") : ISymbolNames
{
    private const int FirstRead = 256;

    private readonly Dictionary<uint, byte[]> _known = [];
    private readonly byte[] _suffix = System.Text.Encoding.UTF8.GetBytes(suffix);

    public ReadOnlySpan<byte> NameAt(uint place)
    {
        if (!_known.TryGetValue(place, out byte[]? name))
        {
            name = Read(place);
            _known.Add(place, name);
        }

        return name;
    }

    private byte[] Read(uint place)
    {
        if (place >= strings.Size || place > ulong.MaxValue - strings.Offset)
        {
            return [];
        }

        Span<byte> buffer = stackalloc byte[FirstRead];
        for (int length = FirstRead; ; length *= 4)
        {
            buffer = length == FirstRead ? buffer : new byte[length];
            int read = file.Read(strings.Offset + place, buffer[..(int)Math.Min((ulong)buffer.Length, strings.Size - place)]);
            ReadOnlySpan<byte> found = buffer[..read];
            int end = found.IndexOf((byte)0);
            if (end >= 0 || read < buffer.Length || length > Demangler.MaxNameLength)
            {
                ReadOnlySpan<byte> name = end < 0 ? found : found[..end];
                return name.IsEmpty ? [] : [.. name, .. _suffix];
            }
        }
    }
}
