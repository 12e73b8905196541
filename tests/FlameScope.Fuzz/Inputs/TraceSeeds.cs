namespace FlameScope.Fuzz.Inputs;

/// <summary>Small traces to start from: of each version, with each kind of block.</summary>
internal static class TraceSeeds
{
    public static List<byte[]> Create()
    {
        List<byte[]> seeds = [];
        foreach (int version in (int[])[4, 5, 6])
        {
            foreach (bool isCompressed in (bool[])[true, false])
            {
                seeds.Add(Traces.Small(version, isCompressed).ToArray());
                seeds.Add(Traces.Small(version, isCompressed, frequency: 10_000_000, pointerSize: 4).ToArray(isEnded: false));
                seeds.Add(Busy(version, isCompressed).ToArray());
            }
        }

        return seeds;
    }

    private static TraceWriter Busy(int version, bool isCompressed)
    {
        TraceWriter trace = Traces.Begin(version, isCompressed)
            .Stacks(1, [0x1010], [0x2010, 0x1010])
            .Events(
                new TraceEvent(Traces.MethodLoad, 1, 10, 0, TraceBytes.Method(0x1000, 0x40, "A`1+<Run>d__1[System.Int32]", "MoveNext", id: 1)),
                new TraceEvent(Traces.Sample, 1, 20, 1, Traces.External),
                new TraceEvent(Traces.Suspend, 2, 25, 0, TraceBytes.Of(1)),
                new TraceEvent(Traces.CollectionStart, 2, 26, 1, TraceBytes.Collection(1, 2, 0, 1)),
                new TraceEvent(Traces.CollectionEnd, 2, 27, 0, [.. TraceBytes.Of(1), .. TraceBytes.Of(2)]),
                new TraceEvent(Traces.Restart, 2, 28, 0, [0, 0]),
                new TraceEvent(Traces.Unload, 1, 30, 0, TraceBytes.Method(0x1000, 0x40, "", "", id: 1)),
                new TraceEvent(Traces.ContentionStart, 1, 40, 2, [0, 0, 0]),
                new TraceEvent(Traces.ContentionStop, 1, 90, 0, [0, 0, 0, .. TraceBytes.Of(50.0)]),
                new TraceEvent(Traces.Exception, 1, 95, 2, [.. TraceBytes.Utf16("E"), .. TraceBytes.Utf16("m")]),
                new TraceEvent(Traces.MethodEnd, 1, 99, 0, TraceBytes.Method(0x1008, 0x1040, "System.Threading.Thread", "Sleep", id: 2)))
            .SequencePoint(100, (1, 20), (3, 4));
        return version < 6 ? trace : trace
            .Type(20, "Universal.Events", 0, "cpu")
            .Type(21, "Universal.System", 0, "ProcessMapping")
            .Thread(1, "worker", 500, 501)
            .Block("", 8, [.. TraceBytes.Of(1), .. TraceBytes.Of(1), 0x85, .. TraceBytes.Utf8("key"), .. TraceBytes.Utf8("value")])
            .Stacks(7, [0x7010])
            .Events(
                new TraceEvent(20, 1, 200, 7, TraceBytes.Varint(3)) { Labels = 1, Processor = 3 },
                new TraceEvent(21, 1, 210, 0, [1, .. TraceBytes.Varint(500), .. TraceBytes.Varint(0x7000), .. TraceBytes.Varint(0x8000), 0, .. TraceBytes.Short("/bin/s"), 0]))
            .RemoveThread(1, 30);
    }
}
