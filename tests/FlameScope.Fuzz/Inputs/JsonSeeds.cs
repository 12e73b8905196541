using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Small profiles in JSON to start from.</summary>
internal static class JsonSeeds
{
    private const string Nodes = """
        "nodes":[{"id":1,"callFrame":{"functionName":"(root)","url":"","lineNumber":-1},"children":[2,3]},{"id":2,"callFrame":{"functionName":"(idle)"}},{"id":3,"callFrame":{"functionName":"f\u00e9\n","url":"a.js","lineNumber":4}}]
        """;

    private static readonly string[] Profiles =
    [
        "{" + Nodes + ",\"startTime\":1000,\"endTime\":1100.5,\"samples\":[3,2,3],\"timeDeltas\":[10,-2,30]}",
        "[{\"title\":\"a\"," + Nodes + ",\"samples\":[3],\"timeDeltas\":[1]},{" + Nodes + ",\"samples\":[2],\"timeDeltas\":[\"1e3\"]}]",
        "{\"head\":{\"functionName\":\"(root)\",\"id\":1,\"children\":[{\"functionName\":\"b\",\"id\":2,\"children\":[]}]},\"samples\":[2,2],\"timestamps\":[5,6]}",
        "{\"result\":{\"profile\":{" + Nodes + ",\"samples\":[3],\"timeDeltas\":[1]}}}",
    ];

    private static readonly string[] Traces =
    [
        "[{\"ph\":\"X\",\"name\":\"a\",\"cat\":\"c\",\"ts\":1000,\"dur\":5000,\"pid\":1,\"tid\":1},{\"ph\":\"B\",\"name\":\"b\",\"ts\":2000.25,\"pid\":1,\"tid\":1},{\"ph\":\"E\",\"ts\":4000,\"pid\":1,\"tid\":1},",
        "{\"traceEvents\":[{\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":\"p\",\"tid\":\"t\",\"args\":{\"name\":\"Main\"}},{\"ph\":\"X\",\"name\":\"MinorGC\",\"ts\":0,\"dur\":2000,\"pid\":\"p\",\"tid\":\"t\"}],\"metadata\":{\"cpu-brand\":\"z\"}}",
        "[{\"ph\":\"P\",\"name\":\"Profile\",\"pid\":1,\"tid\":1,\"id\":\"0x1\",\"ts\":1,\"args\":{\"data\":{\"startTime\":1}}},{\"ph\":\"P\",\"name\":\"ProfileChunk\",\"pid\":1,\"tid\":2,\"id\":\"0x1\",\"ts\":9,\"args\":{\"data\":{\"timeDeltas\":[1,2],\"cpuProfile\":{" + Nodes + ",\"samples\":[3,2]}}}}]",
        "[{\"ph\":\"b\",\"name\":\"op\",\"cat\":\"disabled-by-default-x,y\",\"id2\":{\"local\":\"1\"},\"ts\":1},{\"ph\":\"e\",\"name\":\"op\",\"cat\":\"disabled-by-default-x,y\",\"id2\":{\"local\":\"1\"},\"ts\":3},{\"ph\":\"R\",\"name\":\"m\",\"ts\":2},{\"ph\":\"X\",\"name\":\"w\",\"ts\":NaN},{\"ph\":\"X\",\"name\":\"w\",\"ts\":0,\"dur\":3000}]",
        "{\"traceEvents\":[{\"ph\":\"P\",\"name\":\"tick\",\"ts\":1,\"pid\":1,\"tid\":1,\"sf\":2}],\"samples\":[{\"cpu\":0,\"tid\":1,\"ts\":2.5,\"name\":\"cycles\",\"sf\":\"1\",\"weight\":7}],\"stackFrames\":{\"1\":{\"name\":\"f\",\"category\":\"lib\"},\"2\":{\"name\":\"g\",\"parent\":1},\"3\":{\"parent\":3}}}",
    ];

    public static List<byte[]> CpuProfiles() => [.. Profiles.Select(Encoding.UTF8.GetBytes)];

    public static List<byte[]> TraceEvents() => [.. Traces.Select(Encoding.UTF8.GetBytes)];
}
