using System.Buffers.Text;
using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>One thread as the file has it.</summary>
internal sealed class RawThread
{
    public byte[] Name { get; private set; } = [];

    public byte[] ProcessName { get; private set; } = [];

    public int Pid { get; private set; } = -1;

    public int Tid { get; private set; } = -1;

    public RawSamples Samples { get; } = new();

    public RawSamples ScriptAllocations { get; } = new();

    public RawSamples NativeAllocations { get; } = new();

    public RawMarkers Markers { get; } = new();

    /// <summary>Its own tables, before version 60.</summary>
    public StackTables Tables { get; } = new();

    /// <summary>Where it begins in the text.</summary>
    public required long Offset { get; init; }

    public long EstimatedBytes => Samples.EstimatedBytes + ScriptAllocations.EstimatedBytes + NativeAllocations.EstimatedBytes + Tables.EstimatedBytes;

    /// <summary>Reads a thread's members.</summary>
    public void Read(ref JsonCursor json, SampleStoreBuilder builder)
    {
        while (json.ReadMember())
        {
            if (json.Is("name"u8))
            {
                Name = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : Name;
            }
            else if (json.Is("processName"u8))
            {
                ProcessName = json.TryReadText(out ReadOnlySpan<byte> text) ? text.ToArray() : ProcessName;
            }
            else if (json.Is("pid"u8))
            {
                Pid = ReadId(ref json);
            }
            else if (json.Is("tid"u8))
            {
                Tid = ReadId(ref json);
            }
            else if (json.Is("samples"u8))
            {
                Samples.Read(ref json);
            }
            else if (json.Is("jsAllocations"u8))
            {
                ScriptAllocations.Read(ref json);
            }
            else if (json.Is("nativeAllocations"u8))
            {
                NativeAllocations.Read(ref json);
            }
            else if (json.Is("markers"u8))
            {
                Markers.Read(ref json);
            }
            else if (!Tables.TryRead(ref json, builder))
            {
                json.Skip();
            }
        }
    }

    // 4711, "4711", "4711.1" for a number that was used again
    private static int ReadId(ref JsonCursor json)
    {
        if (!json.Read() || json.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            json.Skip();
            return -1;
        }

        ReadOnlySpan<byte> text = json.Text;
        return Utf8Parser.TryParse(text, out int id, out int read) && id >= 0 && (read == text.Length || text[read] == '.') ? id : -1;
    }
}
