using System.Text;
using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>A table of samples as the file has it: stacks, times, weights.</summary>
internal sealed class RawSamples
{
    public Column<int> Stacks = new();

    /// <summary>Nanoseconds from the profile's beginning.</summary>
    public Column<long> Times = new();

    /// <summary>Nanoseconds where the unit is milliseconds; empty where every sample weighs 1.</summary>
    public Column<long> Weights = new();

    /// <summary>Time on a CPU since the sample before; empty where it was not measured.</summary>
    public Column<long> CpuDeltas = new();

    /// <summary><c>samples</c>, <c>tracing-ms</c> or <c>bytes</c>.</summary>
    public string WeightType { get; private set; } = "samples";

    /// <summary>Whether the file has the table at all.</summary>
    public bool IsThere { get; private set; }

    // All columns are of one length.
    private int Expected => Math.Max(Math.Max(Stacks.Count, Times.Count), Math.Max(Weights.Count, CpuDeltas.Count));

    public long EstimatedBytes => ((long)Stacks.Count * sizeof(int)) + ((long)(Times.Count + Weights.Count + CpuDeltas.Count) * sizeof(long));

    /// <summary>Reads the table.</summary>
    public void Read(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        IsThere = true;
        while (json.ReadMember())
        {
            if (json.Is("stack"u8))
            {
                Stacks = ColumnReader.ReadInts(ref json, Expected);
            }
            else if (json.Is("time"u8))
            {
                Times = ColumnReader.ReadTimes(ref json, areDeltas: false, Expected);
            }
            else if (json.Is("timeDeltas"u8))
            {
                Times = ColumnReader.ReadTimes(ref json, areDeltas: true, Expected);
            }
            else if (json.Is("weight"u8))
            {
                Weights = ColumnReader.ReadNumbers(ref json, WeightDecimals, Expected);
            }
            else if (json.Is("threadCPUDelta"u8))
            {
                CpuDeltas = ColumnReader.ReadNumbers(ref json, 3, Expected);
            }
            else if (json.Is("weightType"u8))
            {
                WeightType = json.TryReadText(out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : WeightType;
            }
            else
            {
                json.Skip();
            }
        }

        SettleWeights();
    }

    // Weights were read as if they were milliseconds: their type may stand after them.
    private void SettleWeights()
    {
        if (WeightType == "tracing-ms")
        {
            return;
        }

        if (!Weights.Values.ContainsAnyExcept(Million, JsonRuns.Null))
        {
            Weights = new();
        }

        foreach (ref long weight in Weights.Values)
        {
            weight = weight == JsonRuns.Null ? weight : weight / Million;
        }
    }

    /// <summary>What a sample weighs, in its unit (nanoseconds for milliseconds); 1 where the file does not say.</summary>
    public long WeightOf(int sample) => sample < Weights.Count && Weights[sample] != JsonRuns.Null ? Weights[sample] : 1;

    private const int WeightDecimals = 6;
    private const long Million = 1_000_000;
}
