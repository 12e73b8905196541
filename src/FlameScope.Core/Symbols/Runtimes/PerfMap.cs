using FlameScope.Formats;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Runtimes;

/// <summary>
/// The map that a runtime writes to <c>/tmp/perf-PID.map</c>: lines of start, size and name. It has no times: a later line
/// wins where code took the place of other code.
/// </summary>
internal sealed class PerfMap : ISymbolTable
{
    private readonly byte[] _text;
    private readonly JitCode _code = new();

    private PerfMap(byte[] text) => _text = text;

    public int Count => _code.Count;

    /// <summary>Reads a map. Lines that are none of a map's are skipped.</summary>
    public static PerfMap Read(byte[] text)
    {
        PerfMap map = new(text);
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOf((byte)'\n');
            length = length < 0 ? text.Length - start : length;
            map.AddLine(start, length);
            start += length + 1;
        }

        return map;
    }

    public SymbolMatch Find(ulong address, long time) =>
        _code.Find(address, 0, out _, out _) is var row and >= 0
            ? new SymbolMatch(_text.AsSpan(_code[row].Name, _code[row].NameLength)) { Id = row }
            : new SymbolMatch([]);

    private void AddLine(int start, int length)
    {
        ReadOnlySpan<byte> line = _text.AsSpan(start, length).TrimEnd((byte)'\r');
        int end = start + line.Length;
        if (HexText.TryTake(ref line, out ulong address) && line is [(byte)' ', ..] && TakeBlank(ref line)
            && HexText.TryTake(ref line, out ulong size) && line is [(byte)' ', _, ..])
        {
            _code.Add(new JitCode.Piece
            {
                Start = address,
                End = address + Math.Min(size, ulong.MaxValue - address),
                From = long.MinValue,
                Until = long.MaxValue,
                Name = end - line.Length + 1,
                NameLength = line.Length - 1,
            });
        }
    }

    private static bool TakeBlank(ref ReadOnlySpan<byte> line)
    {
        line = line[1..];
        return true;
    }
}
