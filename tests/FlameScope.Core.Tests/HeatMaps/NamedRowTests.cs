using System.Text;
using CsCheck;
using FlameScope.Formats;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.HeatMaps;

public sealed class NamedRowTests
{
    [Fact]
    public void The_busiest_have_rows_and_all_others_share_one()
    {
        HeatMap map = HeatMap.Create(Stores.Of((0, "b", "x"), (1, "a", "x"), (2, "a", "x"), (3, "c", "x"), (4, "d", "x")), new HeatMapOptions { RowKind = HeatMapRowKind.Command, TopRows = 2 });
        Assert.Equal(["a", "b", "other"], map.RowNames);
        Assert.Equal([2, 1, 2], map.Values.ToArray());
    }

    [Fact]
    public void A_process_bears_the_name_of_its_main_thread()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "worker", "x", thread: 11, process: 10);
        builder.Add(1, "myapp", "x", thread: 10, process: 10);
        Assert.Equal(["myapp-10"], HeatMap.Create(builder.Build(), new HeatMapOptions { RowKind = HeatMapRowKind.Process }).RowNames);
    }

    [Fact]
    public void Samples_that_weigh_nothing_have_their_row()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "light", "x", weight: 0);
        builder.Add(1, "heavy", "x", weight: 5);
        builder.Add(2, "light", "x", weight: 0);
        HeatMap map = HeatMap.Create(builder.Build().WeighedBy(SampleWeight.Value), new HeatMapOptions { RowKind = HeatMapRowKind.Command });
        Assert.Equal(["heavy", "light"], map.RowNames);
        Assert.Equal([5, 0], map.Values.ToArray());
    }

    [Fact]
    public void A_command_of_invalid_UTF8_can_be_selected()
    {
        SampleStoreBuilder builder = new();
        StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame("x"u8, "app"u8, FrameKind.User));
        EventKindId @event = PerfEvents.Add(builder, "cycles"u8);
        builder.AddSample(new SampleRecord(0, stack, builder.AddThread([(byte)'b', 0xFF], 1, 1), @event));
        builder.AddSample(new SampleRecord(1, stack, builder.AddThread(Encoding.UTF8.GetBytes("fine"), 2, 2), @event));
        SampleStore store = builder.Build();
        HeatMap map = HeatMap.Create(store, new HeatMapOptions { RowKind = HeatMapRowKind.Command });
        HeatMapSelection selection = map.Select(new HeatMapCell(0, 0), new HeatMapCell(0, 0));
        Assert.Equal("b\uFFFD", map.RowNames[0]);
        Assert.Equal(1, FlameTree.Create(store.Slice(selection.Range).Where(selection.Filter)).Total);
    }

    [Fact]
    public void A_row_shows_exactly_the_samples_that_fit_its_condition() =>
        Gen.Select(
            RandomProfiles.Profiles,
            Gen.OneOf(HeatMapRowKind.Cpu, HeatMapRowKind.Thread, HeatMapRowKind.Process, HeatMapRowKind.Command),
            Gen.Int[1, 4]).Sample((samples, kind, top) =>
            {
                SampleStore store = RandomProfiles.StoreOf(samples);
                HeatMap map = HeatMap.Create(store, new HeatMapOptions { RowKind = kind, TopRows = top });
                Assert.Equal(map.RowNames, map.NamedRows.Select(row => row.Name));
                for (int row = 0; row < map.Rows; row++)
                {
                    long shown = Enumerable.Range(0, map.Columns).Sum(column => map[new HeatMapCell(column, row)]);
                    Assert.Equal(shown, FlameTree.Create(store.Where(map.Filter.And(map.NamedRows[row].Condition))).Total);
                }
            });

    [Fact]
    public void A_condition_of_a_row_can_be_read()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "other", "x", thread: 11, process: 10);
        builder.Add(1, "other", "x", thread: 11, process: 10);
        builder.Add(2, "CPU 3", "x", thread: 12, process: 10);
        SampleStore store = builder.Build();

        CommandCondition command = Assert.IsType<CommandCondition>(RowsBy(HeatMapRowKind.Command)[0].Condition);
        Assert.Equal(TextPattern.Exactly("other"), command.Pattern);
        Assert.Equal(new HeatMapRow("other", !SampleCondition.Any(command)), RowsBy(HeatMapRowKind.Command)[1]);
        Assert.Equal(command, Assert.IsType<NotCondition>(RowsBy(HeatMapRowKind.Command)[1].Condition).Inner);
        Assert.Equal(10, Assert.IsType<ProcessCondition>(RowsBy(HeatMapRowKind.Process)[0].Condition).Pid);
        Assert.Equal(0, Assert.IsType<CpuCondition>(RowsBy(HeatMapRowKind.Cpu)[0].Condition).Number);
        GroupCondition thread = Assert.IsType<GroupCondition>(RowsBy(HeatMapRowKind.Thread)[0].Condition);
        Assert.True(thread.IsAll);
        Assert.Equal([SampleCondition.Process(10), SampleCondition.Thread(11)], thread.Parts);

        IReadOnlyList<HeatMapRow> RowsBy(HeatMapRowKind kind) =>
            HeatMap.Create(store, new HeatMapOptions { RowKind = kind, TopRows = 1 }).NamedRows;
    }

    [Fact]
    public void A_map_of_offsets_has_no_named_rows() => Assert.Empty(HeatMap.Create(Stores.Of((0, "a", "x"))).NamedRows);
}
