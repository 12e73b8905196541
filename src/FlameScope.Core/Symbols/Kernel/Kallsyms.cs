using FlameScope.Columns;
using FlameScope.Formats;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Kernel;

/// <summary>The kernel's symbols as <c>/proc/kallsyms</c> prints them: <c>ffffffff81000000 T _text</c>, with <c>[module]</c> after those of modules.</summary>
internal sealed class Kallsyms : ISymbolNames
{
    private const int MaxRows = 4_000_000;
    private const int BytesPerLine = 48;

    private readonly byte[] _text;
    private readonly SymbolIndex _index;

    private Kallsyms(byte[] text)
    {
        _text = text;
        Column<SymbolRow> rows = new();
        rows.EnsureCapacity(text.Length / BytesPerLine);
        Parse(ref rows);
        _index = SymbolIndex.Create(ref rows, this, (row, next) => ModuleAt(row.Name).SequenceEqual(ModuleAt(next.Name)));
    }

    /// <summary>Whether the kernel hid the addresses from whoever read the file.</summary>
    public bool IsRestricted { get; private set; } = true;

    /// <summary>Whether the text has any symbol at all.</summary>
    public bool HasSymbols => _index.Count > 0;

    /// <summary>Reads a text. Lines that are no symbols are skipped.</summary>
    public static Kallsyms Read(byte[] text) => new(text);

    /// <summary>Finds the row of the symbol that holds an address; -1 where there is none.</summary>
    public int Find(ulong address) => _index.Find(address);

    public ReadOnlySpan<byte> NameOf(int row) => _index.NameOf(row);

    /// <summary>The address of a symbol, such as <c>_text</c>.</summary>
    public bool TryFindAddress(ReadOnlySpan<byte> name, out ulong address)
    {
        ReadOnlySpan<byte> rest = _text;
        while (TryTakeLine(ref rest, out ulong start, out _, out int place))
        {
            if (place >= 0 && NameAt((uint)place).SequenceEqual(name))
            {
                address = start;
                return true;
            }
        }

        address = 0;
        return false;
    }

    public ReadOnlySpan<byte> NameAt(uint place)
    {
        ReadOnlySpan<byte> rest = _text.AsSpan((int)place);
        int end = rest.IndexOfAny((byte)'\t', (byte)' ', (byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    // [nf_conntrack] after the name; empty for the kernel itself.
    private ReadOnlySpan<byte> ModuleAt(uint place)
    {
        ReadOnlySpan<byte> rest = _text.AsSpan((int)place);
        int end = rest.IndexOf((byte)'\n');
        rest = end < 0 ? rest : rest[..end];
        int module = rest.IndexOf((byte)'[');
        return module < 0 ? [] : rest[module..].TrimEnd(" \r"u8);
    }

    private void Parse(ref Column<SymbolRow> rows)
    {
        ReadOnlySpan<byte> rest = _text;
        while (rows.Count < MaxRows && TryTakeLine(ref rest, out ulong start, out byte type, out int place))
        {
            if (place >= 0 && type is (byte)'t' or (byte)'T' or (byte)'w' or (byte)'W')
            {
                IsRestricted &= start == 0;
                rows.Add(new SymbolRow(start, 0, (uint)place, type switch
                {
                    (byte)'T' => SymbolBinding.Global,
                    (byte)'t' => SymbolBinding.Local,
                    _ => SymbolBinding.Weak,
                }));
            }
        }
    }

    // The place of the name is -1 where the line is no symbol.
    private bool TryTakeLine(ref ReadOnlySpan<byte> rest, out ulong address, out byte type, out int place)
    {
        (address, type, place) = (0, 0, -1);
        if (rest.IsEmpty)
        {
            return false;
        }

        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        int start = _text.Length - rest.Length;
        int length = line.Length;
        rest = end < 0 ? [] : rest[(end + 1)..];
        if (HexText.TryTake(ref line, out address) && line is [(byte)' ', var kind, (byte)' ', not (byte)' ' and not (byte)'\t', ..])
        {
            type = kind;
            place = start + length - line.Length + 3;
        }

        return true;
    }
}
