using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>The markers of a thread as the file has them.</summary>
internal sealed class RawMarkers
{
    public Column<int> Names = new();
    public Column<int> Categories = new();
    public Column<int> Phases = new();
    public Column<long> Starts = new();
    public Column<long> Ends = new();

    /// <summary>What the marker's own fields call it; empty where they do not.</summary>
    public List<byte[]> Texts { get; } = [];

    /// <summary>Reads the table.</summary>
    public void Read(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("name"u8))
            {
                Names = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("category"u8))
            {
                Categories = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("phase"u8))
            {
                Phases = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("startTime"u8))
            {
                Starts = ColumnReader.ReadTimes(ref json, areDeltas: false);
            }
            else if (json.Is("endTime"u8))
            {
                Ends = ColumnReader.ReadTimes(ref json, areDeltas: false);
            }
            else if (json.Is("data"u8))
            {
                ReadData(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // {"type":"UserTiming","name":"checkout","entryType":"measure"}
    private void ReadData(ref JsonCursor json)
    {
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            byte[] text = [];
            if (json.TokenType == JsonTokenType.StartObject)
            {
                while (json.ReadMember())
                {
                    if (json.Is("name"u8) && json.TryReadText(out ReadOnlySpan<byte> name))
                    {
                        text = name.ToArray();
                    }
                    else if (json.TokenType == JsonTokenType.PropertyName)
                    {
                        json.Skip();
                    }
                }
            }
            else
            {
                json.Skip();
            }

            Texts.Add(text);
        }
    }
}
