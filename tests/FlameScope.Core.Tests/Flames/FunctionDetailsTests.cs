using System.Text.Json;
using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Flames;

public class FunctionDetailsTests
{
    [Fact]
    public void Functions_show_the_file_and_the_line_on_which_all_their_frames_agree()
    {
        SampleStore store = Store(("one", "a.js", 7), ("lines", "a.js", 1), ("lines", "a.js", 2), ("files", "a.js", 3), ("files", "b.js", 3), ("nowhere", "", 0));
        Assert.Equal(
            [("files", "", 0), ("lines", "a.js", 0), ("nowhere", "", 0), ("one", "a.js", 7)],
            TopTable.Create(store).Rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => (row.Name, row.File, row.Line)));
    }

    [Fact]
    public void A_tree_with_its_profile_has_places_unless_it_joins_functions()
    {
        SampleStore store = Store(("one", "a.js", 7));
        Assert.Equal(7, Assert.Single(TopTable.From(FlameTree.Create(store, new FlameTreeOptions { Root = RootGrouping.None }), store).Rows).Line);
        Assert.Equal(0, Assert.Single(TopTable.From(FlameTree.Create(store, new FlameTreeOptions { Root = RootGrouping.None, Frames = FrameGrouping.Module }), store).Rows).Line);
    }

    [Fact]
    public void The_JSON_has_places_where_they_are_known()
    {
        JsonElement[] functions = [.. JsonDocument.Parse(new JsonTopTableExporter().ExportToString(TopTable.Create(Store(("one", "a.js", 7), ("two", "", 0)))))
            .RootElement.GetProperty("functions").EnumerateArray().OrderBy(function => function.GetProperty("n").GetString(), StringComparer.Ordinal)];
        Assert.Equal(("a.js", 7), (functions[0].GetProperty("file").GetString(), functions[0].GetProperty("line").GetInt32()));
        Assert.False(functions[1].TryGetProperty("file", out _) || functions[1].TryGetProperty("line", out _));
    }

    [Fact]
    public void Functions_have_the_raw_name_of_their_frames_and_so_has_the_JSON()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("t"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cpu"u8);
        foreach ((string name, string raw, string module) in new[]
        {
            ("Run", "App.<Run>d__1.MoveNext()", "a"), ("Run", "App.<Run>d__1.MoveNext()", "b"),
            ("Get", "Get[!!0](int32)", "a"), ("Get", "Get[!!1](int32)", "b"), ("Get", "Get[!!0](int32)", "c"), ("plain", "", "a"),
        })
        {
            Frame frame = new(builder.AddString(Bytes(name)), builder.AddString(Bytes(module)), FrameKind.Jit) { RawSymbol = builder.AddString(Bytes(raw)) };
            builder.AddSample(new SampleRecord(builder.SampleCount, builder.AddStack(StackId.Empty, builder.AddFrame(frame)), thread, kind));
        }

        TopTable table = TopTable.Create(builder.Build());
        Assert.Equal(
            [("Get", "Get[!!0](int32)"), ("Run", "App.<Run>d__1.MoveNext()"), ("plain", "")],
            table.Rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => (row.Name, row.RawName)));
        JsonElement json = JsonDocument.Parse(new JsonTopTableExporter().ExportToString(table)).RootElement.GetProperty("functions");
        Assert.Equal(["App.<Run>d__1.MoveNext()", "Get[!!0](int32)"], json.EnumerateArray().Where(function => function.TryGetProperty("rawName", out _)).Select(function => function.GetProperty("rawName").GetString()).Order(StringComparer.Ordinal));
    }

    private static SampleStore Store(params (string Name, string File, int Line)[] functions)
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("t"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cpu"u8);
        foreach ((string name, string file, int line) in functions)
        {
            FrameId frame = builder.AddFrame(new Frame(builder.AddString(Bytes(name)), builder.AddString("app"u8), FrameKind.Jit) { File = builder.AddString(Bytes(file)), Line = line });
            builder.AddSample(new SampleRecord(builder.SampleCount, builder.AddStack(StackId.Empty, frame), thread, kind));
        }

        return builder.Build();
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
