using CsCheck;
using FlameScope.Export.Text;
using FlameScope.Perturbations;
using static FlameScope.Core.Tests.RandomProfiles;

namespace FlameScope.Core.Tests.Flames;

public sealed class FlameDiffTests
{
    [Fact]
    public void Every_node_of_either_side_is_there_with_the_values_of_both() =>
        Gen.Select(Profiles, Profiles, Gen.OneOf(FlameDiffMode.Share, FlameDiffMode.Raw)).Sample((one, other, mode) =>
        {
            FlameTree baseline = TreeOf(one);
            FlameTree examined = TreeOf(other);
            FlameDiff diff = FlameDiff.Create(baseline, examined, new FlameDiffOptions { Mode = mode });
            SortedDictionary<string, (long Self, long Total)> before = Paths(baseline);
            SortedDictionary<string, (long Self, long Total)> after = Paths(examined);
            SortedDictionary<string, int> union = new(StringComparer.Ordinal);
            for (int node = 0; node < diff.Count; node++)
            {
                union.Add(PathOf(diff.Union, node), node);
            }

            Assert.Equal(before.Keys.Union(after.Keys).Order(StringComparer.Ordinal), union.Keys);
            foreach ((string path, int node) in union)
            {
                (long Self, long Total) was = before.GetValueOrDefault(path);
                (long Self, long Total) now = after.GetValueOrDefault(path);
                Assert.Equal(was, (diff.BaselineSelf[node], diff.BaselineTotal[node]));
                Assert.Equal(now, (diff.ExaminedSelf[node], diff.ExaminedTotal[node]));
                double wasScaled = mode == FlameDiffMode.Raw ? was.Total : baseline.Total == 0 ? 0 : (double)was.Total / baseline.Total;
                double nowScaled = mode == FlameDiffMode.Raw ? now.Total : examined.Total == 0 ? 0 : (double)now.Total / examined.Total;
                Assert.Equal(nowScaled - wasScaled, diff.TotalDelta(node), 1e-12);
                Assert.InRange(diff.AdjustedPValue(node), 0, 1);
                Assert.Equal(was.Total == 0 && now.Total != 0, diff[node].IsNew);
                Assert.Equal(now.Total == 0 && was.Total != 0, diff[node].IsRemoved);
            }
        });

    [Fact]
    public void Turned_round_a_difference_changes_its_sign_alone() =>
        Gen.Select(Profiles, Profiles).Sample((one, other) =>
        {
            FlameDiff there = FlameDiff.Create(TreeOf(one), TreeOf(other));
            FlameDiff back = FlameDiff.Create(TreeOf(other), TreeOf(one));
            for (int node = 0; node < there.Count; node++)
            {
                Assert.Equal(there.TotalDelta(node), -back.TotalDelta(node), 1e-12);
                Assert.Equal(there.SelfDelta(node), -back.SelfDelta(node), 1e-12);
                Assert.Equal(there.AdjustedPValue(node), back.AdjustedPValue(node), 1e-6);
            }
        });

    [Fact]
    public void The_elided_view_holds_what_only_the_baseline_has()
    {
        FlameTree baseline = FlameTree.Create(Stores.Of((0, "a", "x;y"), (1, "a", "x;gone;deep"), (2, "a", "x"), (3, "b", "z")));
        FlameTree examined = FlameTree.Create(Stores.Of((0, "a", "x;y"), (1, "a", "x;new")));
        Assert.Equal(
            new SortedDictionary<string, long>(StringComparer.Ordinal) { ["a;x_User;gone_User;deep_User"] = 1, ["b;z_User"] = 1 },
            Fold(FlameDiff.Create(baseline, examined).Elided()));
    }

    [Fact]
    public void Stackless_samples_that_are_gone_stand_at_the_elided_root()
    {
        SampleStore store = Stores.Of((0, "a", ""), (1, "a", ""), (2, "a", "x"));
        FlameTreeOptions plain = new() { Root = RootGrouping.None };
        FlameTree elided = FlameDiff.Create(
            FlameTree.Create(store, plain), FlameTree.Create(store.Slice(new TimeRange(5, 5)), plain)).Elided();
        Assert.Equal((3, 2), (elided.Total, elided.Root.Self));
    }

    [Fact]
    public void Slices_of_one_profile_that_are_added_up_account_for_each_sample_once()
    {
        SampleStore store = Stores.Of([.. Enumerable.Range(0, 100).Select(i => ((long)i, "a", "x"))]);
        FlameTree both = FlameTree.Merge([FlameTree.Create(store.Slice(new TimeRange(0, 10))), FlameTree.Create(store.Slice(new TimeRange(50, 80)))]);
        Assert.Equal((100, 40, 60), (both.Coverage.Samples, both.Coverage.Shown, both.Coverage.FilteredByRange));
    }

    [Fact]
    public void Time_outside_the_recording_is_no_time()
    {
        SampleStore store = Stores.Of((0, "a", "x"), (999_999_999, "a", "x"));
        Assert.Equal(1_000_000_000, FlameTree.Create(store.Slice(new TimeRange(-5_000_000_000, 8_000_000_000))).Duration);
        Assert.Equal(0, FlameTree.Create(store.Slice(new TimeRange(5_000_000_000, 8_000_000_000))).Duration);
    }

    [Fact]
    public void An_empty_side_is_defined()
    {
        SampleStore store = Stores.Of((0, "a", "x"), (5, "a", "y"));
        FlameTree full = FlameTree.Create(store);
        FlameTree empty = FlameTree.Create(store.Slice(new TimeRange(2, 2)));
        foreach (FlameDiffMode mode in Enum.GetValues<FlameDiffMode>())
        {
            FlameDiff diff = FlameDiff.Create(empty, full, new FlameDiffOptions { Mode = mode });
            Assert.All(Enumerable.Range(0, diff.Count), node =>
            {
                Assert.True(double.IsFinite(diff.TotalDelta(node)));
                Assert.True(diff.TotalDelta(node) >= 0);
            });
            FlameDiff nothing = FlameDiff.Create(empty, empty, new FlameDiffOptions { Mode = mode });
            Assert.Equal(0, nothing.TotalDelta(0));
            Assert.False(nothing.IsSignificant(0));
        }

        Assert.Equal(1, FlameDiff.Create(empty, full).TotalDelta(0));
    }

    [Fact]
    public void Values_per_second_are_compared_by_the_length_of_both_slices()
    {
        SampleStore store = Stores.Of((0, "a", "x"), (1_000_000_000, "a", "x"), (2_000_000_000, "a", "x"), (3_000_000_000, "a", "x"));
        FlameTree two = FlameTree.Create(store.Slice(new TimeRange(0, 2_000_000_000)));
        FlameTree half = FlameTree.Create(store.Slice(new TimeRange(2_000_000_000, 2_500_000_000)));
        FlameDiff diff = FlameDiff.Create(two, half, new FlameDiffOptions { Mode = FlameDiffMode.PerSecond });
        Assert.Equal(2.0 - 1.0, diff.TotalDelta(0), 1e-12);
    }

    [Fact]
    public void Trees_of_unlike_metrics_are_refused()
    {
        SampleStore store = Stores.Of((0, "a", "x"));
        FlameTree counted = FlameTree.Create(store);
        FlameTree weighed = FlameTree.Create(ProfileSlice.Of(store).WeighedBy(SampleWeight.Value));
        ArgumentException error = Assert.Throws<ArgumentException>(() => FlameDiff.Create(counted, weighed));
        Assert.StartsWith("A tree of cycles (cycles) cannot be compared with one of samples (samples).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_ranked_by_how_much_they_changed()
    {
        FlameTree baseline = FlameTree.Create(Stores.Of([.. Enumerable.Range(0, 100).Select(i => ((long)i, "a", "main;work"))]));
        FlameTree examined = FlameTree.Create(Stores.Of([.. Enumerable.Range(0, 100).Select(i => ((long)i, "a", i < 60 ? "main;work" : "main;compact;compact;copy"))]));
        FrameDiffRow[] rows = [.. FlameDiff.Create(baseline, examined).Frames()];
        Assert.Equal(["copy", "work", "compact", "main"], rows.Select(row => row.Name));
        Assert.Equal((0.4, 0.4, true), (rows[2].TotalDelta, rows[0].SelfDelta, rows[0].IsSignificant));
        Assert.Equal(40, rows[2].ExaminedTotal);
        Assert.False(rows[^1].IsSignificant);
    }

    private static FlameTree TreeOf(SampleSpec[] samples) =>
        FlameTree.Create(StoreOf(samples).Where(new SampleFilter { Event = EventSelection.All }));

    private static SortedDictionary<string, (long Self, long Total)> Paths(FlameTree tree)
    {
        SortedDictionary<string, (long, long)> paths = new(StringComparer.Ordinal);
        for (int node = 0; node < tree.Count; node++)
        {
            paths.Add(PathOf(tree, node), (tree.SelfValues[node], tree.TotalValues[node]));
        }

        return paths;
    }

    private static string PathOf(FlameTree tree, int index)
    {
        string path = "";
        for (FlameNode? node = tree[index]; node is FlameNode frame; node = frame.Parent)
        {
            path = $"/{frame.NameText}:{frame.Kind}{path}";
        }

        return path;
    }
}
