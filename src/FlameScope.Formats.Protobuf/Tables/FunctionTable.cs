using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>A function, by indices of the input's string table.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="SystemName">Its name for the linker.</param>
/// <param name="File">The source file.</param>
/// <param name="StartLine">The line it begins in; 0 where unknown.</param>
internal readonly record struct FunctionRow(long Name, long SystemName, long File, long StartLine);

/// <summary>One line of a location: a call that the compiler inlined has one of its own.</summary>
/// <param name="Function">The function: an id or an index, as the format has it.</param>
/// <param name="Line">The line that ran; 0 where unknown.</param>
internal readonly record struct LineRow(long Function, long Line)
{
    // Both formats number the fields of a line alike.
    private const uint FunctionField = (1 << WireType.Bits) | WireType.Varint;
    private const uint LineField = (2 << WireType.Bits) | WireType.Varint;

    /// <summary>Reads a line, in either format.</summary>
    public static LineRow Read(WireReader reader, int end)
    {
        LineRow line = default;
        while (reader.ReadTag(end) is var tag and not 0)
        {
            switch (tag)
            {
                case FunctionField:
                    line = line with { Function = reader.ReadVarint() };
                    break;
                case LineField:
                    line = line with { Line = reader.ReadVarint() };
                    break;
                default:
                    reader.Skip(tag);
                    break;
            }
        }

        return line;
    }
}
