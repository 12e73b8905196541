using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FlameScope.Columns;
using FlameScope.Formats;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Runtimes;

/// <summary>
/// The dump that a runtime writes of the code it compiles, with times: an address that is used again is another function later.
/// </summary>
internal sealed class JitDump : ISymbolTable
{
    private const uint Magic = 0x4a695444;
    private const ulong HasOwnClock = 1;
    private const int MinHeaderSize = 40;
    private const int RecordHeaderSize = 16;
    private const int LoadSize = 40;
    private const int MoveSize = 48;
    private const int MaxNameLength = 64 * 1024;
    private const uint Load = 0;
    private const uint Move = 1;
    private const uint Close = 3;

    private readonly SymbolFile _file;
    private readonly string _folder;
    private readonly JitCode _code = new();
    private readonly Dictionary<ulong, int> _byIndex = [];
    private readonly Dictionary<ulong, byte[]> _modules = [];
    private Column<byte> _names = new();
    private bool _isSwapped;
    private uint _processId;

    private JitDump(SymbolFile file, string recordedPath)
    {
        _file = file;
        int slash = recordedPath.LastIndexOf('/');
        _folder = slash < 0 ? "" : recordedPath[..(slash + 1)];
    }

    public int Count => _code.Count;

    /// <summary>Whether its times are those of a clock that cannot be compared with the recording's, so that names do not depend on time.</summary>
    public bool IgnoresTime { get; private set; }

    /// <summary>Whether the file ends inside a record, or has one that makes no sense; what comes before is kept.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads a dump.</summary>
    /// <param name="file">The dump; not needed any more afterwards.</param>
    /// <param name="recordedPath">Its path as recorded, beside which <c>perf inject</c> writes its files.</param>
    /// <param name="ignoresTime">Whether the recording's clock is another than the dump's.</param>
    /// <returns><see langword="null"/> where it is no dump.</returns>
    public static JitDump? TryRead(SymbolFile file, string recordedPath, bool ignoresTime)
    {
        JitDump dump = new(file, recordedPath) { IgnoresTime = ignoresTime };
        return dump.TryReadHeader(out ulong offset) ? dump.ReadRecords(offset) : null;
    }

    public SymbolMatch Find(ulong address, long time)
    {
        int row = _code.Find(address, IgnoresTime ? long.MaxValue - 1 : time, out long from, out long until);
        (from, until) = IgnoresTime ? (long.MinValue, long.MaxValue) : (from, until);
        return row < 0
            ? new SymbolMatch([]) { From = from, Until = until }
            : new SymbolMatch(_names.Values.Slice(_code[row].Name, _code[row].NameLength)) { Id = row, Module = ModuleOf(_code[row].Index), From = from, Until = until };
    }

    // As perf inject --jit names the file that it makes of each piece of code.
    private byte[] ModuleOf(ulong index)
    {
        if (!_modules.TryGetValue(index, out byte[]? module))
        {
            module = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_folder}jitted-{_processId}-{index}.so"));
            _modules.Add(index, module);
        }

        return module;
    }

    private bool TryReadHeader(out ulong end)
    {
        Span<byte> header = stackalloc byte[MinHeaderSize];
        end = 0;
        if (!_file.TryRead(0, header))
        {
            return false;
        }

        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        _isSwapped = magic == BinaryPrimitives.ReverseEndianness(Magic);
        if (magic != Magic && !_isSwapped)
        {
            return false;
        }

        end = U32(header[8..]);
        _processId = U32(header[20..]);
        IgnoresTime |= (U64(header[32..]) & HasOwnClock) != 0;
        return U32(header[4..]) == 1 && end >= MinHeaderSize;
    }

    private JitDump ReadRecords(ulong offset)
    {
        byte[] buffer = new byte[RecordHeaderSize + MoveSize + MaxNameLength];
        while (offset < _file.Length)
        {
            int read = _file.Read(offset, buffer.AsSpan(0, RecordHeaderSize));
            uint size = read < RecordHeaderSize ? 0 : U32(buffer.AsSpan(4));
            if (size < RecordHeaderSize || size > _file.Length - offset)
            {
                IsTruncated = true;
                break;
            }

            uint type = U32(buffer);
            if (type is Load or Move)
            {
                int length = (int)Math.Min(size, (uint)buffer.Length);
                read = _file.Read(offset, buffer.AsSpan(0, length));
                long time = Signed(U64(buffer.AsSpan(8)));
                AddRecord(type, IgnoresTime ? 0 : time, buffer.AsSpan(RecordHeaderSize, Math.Max(0, read - RecordHeaderSize)));
            }
            else if (type == Close)
            {
                break;
            }

            offset += size;
        }

        return this;
    }

    private void AddRecord(uint type, long time, ReadOnlySpan<byte> body)
    {
        if (type == Load && body.Length > LoadSize)
        {
            ReadOnlySpan<byte> name = body[LoadSize..];
            int end = name.IndexOf((byte)0);
            name = end < 0 ? name[..Math.Min(name.Length, MaxNameLength)] : name[..end];
            Add(U64(body[16..]), U64(body[24..]), U64(body[32..]), time, _names.Count, name.Length);
            if (_code.Count > 0 && _code[_code.Count - 1].Name == _names.Count)
            {
                _names.AddRange(name);
            }
        }
        else if (type == Move && body.Length >= MoveSize && _byIndex.TryGetValue(U64(body[40..]), out int row))
        {
            JitCode.Piece moved = _code[row];
            _code[row].Until = time;
            Add(U64(body[24..]), U64(body[32..]), moved.Index, time, moved.Name, moved.NameLength);
        }
    }

    private void Add(ulong address, ulong size, ulong index, long time, int name, int nameLength)
    {
        int row = _code.Count;
        _code.Add(new JitCode.Piece
        {
            Start = address,
            End = address + Math.Min(size, ulong.MaxValue - address),
            From = time,
            Until = long.MaxValue,
            Name = name,
            NameLength = nameLength,
            Index = index,
        });
        if (_code.Count > row)
        {
            _byIndex[index] = row;
        }
    }

    private static long Signed(ulong time) => time > long.MaxValue ? long.MaxValue : (long)time;

    private uint U32(ReadOnlySpan<byte> bytes) =>
        _isSwapped ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ulong U64(ReadOnlySpan<byte> bytes) =>
        _isSwapped ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
