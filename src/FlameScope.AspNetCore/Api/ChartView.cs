using System.Text.Json;

namespace FlameScope.AspNetCore.Api;

/// <summary>Stack charts in the API.</summary>
internal static class ChartView
{
    // A frame takes some forty bytes here and as many in a browser: this is as much as a page can take.
    private const int MaxFrames = 2_000_000;

    private const byte Group = 5;

    /// <exception cref="InvalidOperationException">The profile has no clock, or the chart would be too large.</exception>
    public static StackChart Build(ProfileSlice slice, ChartShape shape)
    {
        long duration = (slice.Range ?? slice.Profile.TimeRange).Duration;
        return StackChart.Create(slice, shape.Options with { MaxFrames = MaxFrames, MinNanoseconds = (long)(shape.Least * duration) });
    }

    public static ColumnarResult ResultOf(StackChart chart, FunctionDetails details)
    {
        WireNames names = new(chart.Names);
        WireNames modules = new(chart.Names);
        WireDetails known = new(details);
        int[] frameNames = new int[chart.Count];
        int[] frameModules = new int[chart.Count];
        byte[] kinds = new byte[chart.Count];
        long[] starts = new long[chart.Count];
        long[] ends = new long[chart.Count];
        for (int i = 0; i < chart.Count; i++)
        {
            FrameKind? kind = chart[i].Kind;
            kinds[i] = (byte?)kind ?? Group;
            frameNames[i] = kind is null ? -1 : names.NumberOf(0, chart.NameIds[i]);
            known.Add(frameNames[i], chart.Names[chart.NameIds[i]], kind);
            frameModules[i] = modules.NumberOf(0, chart.ModuleIds[i]);
            starts[i] = chart.Starts[i] - chart.ProfileOrigin;
            ends[i] = chart.Ends[i] - chart.ProfileOrigin;
        }

        return new ColumnarResult(
            json =>
            {
                json.WriteString("event"u8, chart.EventName);
                json.WriteString("unit"u8, chart.Metric.Unit);
                json.WriteNumber("from"u8, chart.Range.Start - chart.ProfileOrigin);
                json.WriteNumber("to"u8, chart.Range.End - chart.ProfileOrigin);
                WireJson.WriteCoverage(json, "coverage"u8, chart.Coverage);
                json.WriteNumber("threadsLeftOut"u8, chart.ThreadsLeftOut);
                WriteLanes(json, chart);
                json.WriteStartArray("kinds"u8);
                for (byte kind = 0; kind <= Group; kind++)
                {
                    json.WriteStringValue(FlameView.NameOf(kind == Group ? null : (FrameKind)kind));
                }

                json.WriteEndArray();
                names.Write(json, "names"u8);
                modules.Write(json, "modules"u8);
                known.Write(json);
            },
            [
                WireColumn.Of<int>("name", frameNames),
                WireColumn.Of<int>("module", frameModules),
                WireColumn.Of<byte>("kind", kinds),
                WireColumn.Of("depth", chart.Depths),
                WireColumn.Of<long>("start", starts),
                WireColumn.Of<long>("end", ends),
                WireColumn.Of("value", chart.Values),
            ]);
    }

    private static void WriteLanes(Utf8JsonWriter json, StackChart chart)
    {
        json.WriteStartArray("lanes"u8);
        foreach (StackChartLane lane in chart.Lanes)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, lane.Name);
            json.WriteNumber("process"u8, lane.Process);
            json.WriteNumber("thread"u8, lane.Thread);
            json.WriteNumber("samples"u8, lane.Samples);
            json.WriteNumber("value"u8, lane.Value);
            json.WriteNumber("first"u8, lane.First);
            json.WriteNumber("end"u8, lane.End);
            json.WriteNumber("levels"u8, lane.Levels);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
