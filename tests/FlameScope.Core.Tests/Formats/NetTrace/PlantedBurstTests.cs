using System.Buffers;
using System.Text;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Fuzz.Inputs;

namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>Traces of a service with planted bursts: collections begin with them, or threads queue for a lock in them; findings say so.</summary>
public sealed class PlantedBurstTests
{
    private const long Millisecond = 1_000_000;
    private const int Workers = 4;
    private const uint Idle = 1;
    private const uint Serve = 2;
    private const uint Parse = 3;
    private const uint Culprit = 4;
    private const uint Queued = 5;

    // Milliseconds; nothing about them is regular.
    private static readonly int[] Starts = [2_413, 5_120, 9_587, 13_042, 17_861];
    private const int Length = 300;
    private const int Duration = 20_000;

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_burst_that_collections_begin_is_tied_to_them(int version)
    {
        Perturbation finding = Find(version, isConvoy: false, start =>
        [
            new TraceEvent(Traces.Suspend, 90, start, 0, TraceBytes.Of(1)),
            new TraceEvent(Traces.CollectionStart, 90, start + (Millisecond / 5), 0, TraceBytes.Collection((uint)(start / Millisecond), 2, 1, 0)),
            new TraceEvent(Traces.CollectionEnd, 90, start + (12 * Millisecond), 0, [.. TraceBytes.Of((int)(start / Millisecond)), .. TraceBytes.Of(2), 0, 0]),
            new TraceEvent(Traces.Restart, 90, start + (13 * Millisecond), 0, [0, 0]),
        ]);
        Assert.Contains("Orders.Cache.CompactSegments", finding.Summary, StringComparison.Ordinal);
        Assert.Matches(@"; 5 of 5 occurrences begin within [\d.]+ ms of a blocking gen-2 GC \(by chance: 1 in [\d,]+\)", finding.Summary);
        CoincidingMarker collection = finding.Markers.Single(marker => marker.Kind == "gc");
        Assert.Equal(("blocking gen-2 GC", OccurrenceEdge.Start, 5, 5), (collection.Name, collection.Edge, collection.Occurrences, collection.Of));
        JsonElement json = JsonOf(finding).GetProperty("markers").EnumerateArray().Single(marker => marker.GetProperty("kind").GetString() == "gc");
        Assert.Equal(("blocking gen-2 GC", 5), (json.GetProperty("name").GetString(), json.GetProperty("occurrences").GetInt32()));
        Assert.InRange(json.GetProperty("chance").GetDouble(), 0, 1e-6);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_convoy_is_tied_to_the_contention_of_its_threads(int version)
    {
        Perturbation finding = Find(version, isConvoy: true, start =>
        [
            .. Enumerable.Range(1, Workers - 1).Select(i => new TraceEvent(Traces.ContentionStart, 100 + i, start + (i * Millisecond / 4), Queued, [0, 0, 0])),
            .. Enumerable.Range(1, Workers - 1).Select(i => new TraceEvent(
                Traces.ContentionStop, 100 + i, start + ((Length + i) * Millisecond), 0, [0, 0, 0, .. TraceBytes.Of((double)Length * Millisecond)])),
        ]);
        CoincidingMarker contention = finding.Markers.Single(marker => marker.Kind == "contention");
        Assert.Equal(("lock contention", OccurrenceEdge.Start, 5, 5), (contention.Name, contention.Edge, contention.Occurrences, contention.Of));
        Assert.Matches(@"; 5 of 5 occurrences begin within [\d.]+ ms of a lock contention \(by chance: 1 in [\d,]+\)", finding.Summary);
        Assert.Equal("lock contention", JsonOf(finding).GetProperty("markers")[0].GetProperty("name").GetString());
    }

    // The runtime's names and its events alone tell it: no sample is of the collector, for none is taken while it works.
    private static Perturbation Find(int version, bool isConvoy, Func<long, IEnumerable<TraceEvent>> happenings)
    {
        TraceWriter trace = Traces.Begin(version);
        if (version == 6)
        {
            trace.Thread(90, "Finalizer", 77, 90);
            for (int i = 0; i < Workers; i++)
            {
                trace.Thread(100 + i, "Worker", 77, 100 + i);
            }
        }

        trace.Stacks(1, [0x2010, 0x1010], [0x3010, 0x1010], [0x4010, 0x3020, 0x1010], [0x5010, 0x1010], [0x6010, 0x3010, 0x1010]);
        List<TraceEvent> events = [];
        Random random = new(7);
        for (int time = 0; time < Duration; time += 2)
        {
            bool isBurst = Starts.Any(start => time >= start && time < start + Length);
            for (int i = 0; i < Workers; i++)
            {
                uint stack = !isBurst ? (uint)random.Next((int)Idle, (int)Parse + 1) : i == 0 || !isConvoy ? Culprit : Queued;
                events.Add(new TraceEvent(Traces.Sample, 100 + i, time * Millisecond, stack, stack is Idle or Queued ? Traces.External : Traces.Managed) { Writer = 90 });
            }
        }

        // Contention and collections stand here and there, as they do in any service.
        events.AddRange(Starts.SelectMany(start => happenings(start * Millisecond)));
        for (int time = 700; time < Duration; time += 1_900)
        {
            events.Add(new TraceEvent(Traces.CollectionStart, 90, time * Millisecond, 0, TraceBytes.Collection((uint)(100_000 + time), 0, 0, 0)));
            events.Add(new TraceEvent(Traces.CollectionEnd, 90, (time * Millisecond) + 400_000, 0, [.. TraceBytes.Of(100_000 + time), .. TraceBytes.Of(0), 0, 0]));
        }

        trace.Events([.. events.OrderBy(one => one.Ticks)]);
        trace.Events(
            Method(0x1000, "Orders.Worker", "Run"),
            Method(0x2000, "System.Threading.Thread", "Sleep"),
            Method(0x3000, "Orders.Api", "Serve"),
            Method(0x4000, "Orders.Api", "Parse"),
            Method(0x5000, "Orders.Cache", "CompactSegments"),
            Method(0x6000, "System.Threading.Monitor", "Enter"));
        return PerturbationFinder.Find(Loaded.From(trace.ToArray()))[0];
    }

    private static TraceEvent Method(ulong start, string type, string name) => new(
        Traces.MethodEnd, 90, Duration * Millisecond, 0, TraceBytes.Method(start, 0x100, type, name, "void  ()", module: 9));

    private static JsonElement JsonOf(Perturbation finding)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            json.WritePerturbationValue(finding);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(output.WrittenSpan)).RootElement;
    }
}
