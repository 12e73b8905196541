using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.HeatMaps;

public sealed class NamedRowTests
{
    [Fact]
    public void The_busiest_have_rows_and_all_others_share_one()
    {
        HeatMap map = HeatMap.Build(
            Stores.Of((0, "b", "x"), (1, "a", "x"), (2, "a", "x"), (3, "c", "x"), (4, "d", "x")),
            new HeatMapOptions { RowKind = HeatMapRowKind.Command, TopRows = 2 });
        Assert.Equal(["a", "b", "other"], map.RowNames);
        Assert.Equal([2, 1, 2], map.Values.ToArray());
    }

    [Fact]
    public void A_process_bears_the_name_of_its_main_thread()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "worker", "x", thread: 11, process: 10);
        builder.Add(1, "myapp", "x", thread: 10, process: 10);
        Assert.Equal(["myapp-10"], HeatMap.Build(builder.Build(), new HeatMapOptions { RowKind = HeatMapRowKind.Process }).RowNames);
    }

    [Fact]
    public void Samples_that_weigh_nothing_have_their_row()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "light", "x", weight: 0);
        builder.Add(1, "heavy", "x", weight: 5);
        builder.Add(2, "light", "x", weight: 0);
        HeatMap map = HeatMap.Build(
            builder.Build(), new HeatMapOptions { RowKind = HeatMapRowKind.Command, Weight = SampleWeight.Period });
        Assert.Equal(["heavy", "light"], map.RowNames);
        Assert.Equal([5, 0], map.Values.ToArray());
    }

    [Fact]
    public void A_command_of_invalid_UTF8_can_be_selected()
    {
        SampleStoreBuilder builder = new();
        StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame("x"u8, "app"u8, FrameKind.User));
        EventKindId @event = builder.AddEvent("cycles"u8);
        builder.AddSample(0, stack, builder.AddThread([(byte)'b', 0xFF], 1, 1), @event);
        builder.AddSample(1, stack, builder.AddThread(Encoding.UTF8.GetBytes("fine"), 2, 2), @event);
        SampleStore store = builder.Build();
        HeatMap map = HeatMap.Build(store, new HeatMapOptions { RowKind = HeatMapRowKind.Command });
        HeatMapSelection selection = map.Select(new HeatMapCell(0, 0), new HeatMapCell(0, 0));
        Assert.Equal("b\uFFFD", map.RowNames[0]);
        Assert.Equal(1, FlameTree.Build(store, selection.Range, selection.Filter).Total);
    }
}
