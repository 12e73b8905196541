using static FlameScope.Core.Tests.Formats.PerfData.RecordingBytes;

namespace FlameScope.Core.Tests.Formats.PerfData;

public sealed class CgroupTests
{
    private const string Id = "4fa6e0f0c6786287e131c3852c58a2e01cc697a68231826813597e4994f1d6e2";
    private const string Container = "4fa6e0f0c678 (pod d7b4c5f0-1f5e-4d2b-8f0a-0c1f2e3d4a5b)";
    private const ulong WithCgroup = Fields | (1 << 21);

    [Fact]
    public void Rows_may_be_control_groups_by_container_or_path()
    {
        HeatMap map = HeatMap.Create(Load(), new HeatMapOptions { RowKind = HeatMapRowKind.Cgroup });
        Assert.Equal([Container, "/system.slice/nginx.service", "no cgroup"], map.RowNames);
        Assert.Equal([3L, 2L, 1L], map.NamedRows.Select(row => CountOf(row.Condition)));
    }

    [Fact]
    public void The_groups_with_fewer_samples_share_a_row()
    {
        HeatMap map = HeatMap.Create(Load(), new HeatMapOptions { RowKind = HeatMapRowKind.Cgroup, TopRows = 1 });
        Assert.Equal([Container, "other"], map.RowNames);
        Assert.Equal([3L, 3L], map.NamedRows.Select(row => CountOf(row.Condition)));
    }

    [Fact]
    public async Task A_profile_without_groups_has_one_row()
    {
        using MemoryStream content = new(new RecordingBytes().Sample(1, 7, 7, User, 1).ToFile());
        SampleStore store = await ProfileLoader.LoadAsync(content, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["no cgroup"], HeatMap.Create(store, new HeatMapOptions { RowKind = HeatMapRowKind.Cgroup }).RowNames);
    }

    [Theory]
    [InlineData("nginx", 2)]
    [InlineData("=/system.slice/nginx.service", 2)]
    [InlineData("=4fa6e0f0c678", 3)]
    [InlineData("=d7b4c5f0-1f5e-4d2b-8f0a-0c1f2e3d4a5b", 3)]
    [InlineData("slice", 5)]
    [InlineData("/^.kube/", 3)]
    [InlineData("=nginx", 0)]
    public void Samples_are_filtered_by_path_container_and_pod(string pattern, int count) =>
        Assert.Equal(count, CountOf(FilterText.ParseCgroup(pattern)));

    [Fact]
    public async Task Time_off_a_cpu_has_the_group_of_the_thread_that_left()
    {
        RecordingBytes recording = new RecordingBytes(WithCgroup, config: 3)
            .Add(19, 0, [.. Words(5), .. Text("/a"), .. Trailer(0, 0, 0)])
            .Add(9, UserMode, [.. SampleBody(1, 10, 7, 7, User, 1), .. Words(5)])
            .Switch(11, 7, 7, isOut: true)
            .Switch(20, 7, 7, isOut: false)
            .Add(9, UserMode, [.. SampleBody(1, 30, 7, 7, User, 1), .. Words(5)]);
        using MemoryStream content = new(recording.ToFile());
        SampleStore store = await ProfileLoader.LoadAsync(content, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, store.Report.Derived);
        Assert.Equal(3, store.Labels.Length);
        Assert.DoesNotContain(LabelSetId.Empty, store.Labels.ToArray());
    }

    private static long CountOf(SampleCondition condition) => Count(Load(), condition);

    private static int Count(SampleStore store, SampleCondition condition) =>
        FlameTree.Create(store.Where(new SampleFilter { Event = EventSelection.All, Where = condition })).Coverage.Shown is var shown ? (int)shown : 0;

    // The groups' names come after the samples, as in a file whose buffers were written one after another.
    private static SampleStore Load()
    {
        RecordingBytes recording = new(WithCgroup);
        foreach ((long time, ulong group) in new (long, ulong)[] { (1, 5), (2, 6), (3, 5), (4, 99), (5, 6), (6, 5) })
        {
            recording.Add(9, UserMode, [.. SampleBody(1, time, 7, 7, User, 1), .. Words(group)]);
        }

        string pod = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podd7b4c5f0_1f5e_4d2b_8f0a_0c1f2e3d4a5b.slice/cri-containerd-" + Id + ".scope";
        recording.Add(19, 0, [.. Words(5), .. Text(pod), .. Trailer(0, 0, 0)]);
        recording.Add(19, 0, [.. Words(6), .. Text("/system.slice/nginx.service"), .. Trailer(0, 0, 0)]);
        using MemoryStream content = new(recording.ToFile());
        return ProfileLoader.LoadAsync(content).GetAwaiter().GetResult();
    }
}
