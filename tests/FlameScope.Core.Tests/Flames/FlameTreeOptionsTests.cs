using CsCheck;
using FlameScope.Formats;
using FlameScope.Formats.Linux;
using FlameScope.Perturbations;
using Shown = (string Name, FlameScope.FrameKind? Kind);
using static FlameScope.Core.Tests.RandomProfiles;

namespace FlameScope.Core.Tests.Flames;

/// <summary>Each way to reshape stacks against the obvious way to do it stack by stack.</summary>
public sealed class FlameTreeOptionsTests
{
    private static readonly SampleFilter Everything = new() { Event = EventSelection.All, IncludeIdle = true };

    [Fact]
    public void Inverted_stacks_start_at_the_leaf() =>
        Check(new FlameTreeOptions { IsInverted = true }, sample => Names(sample).Reverse());

    [Fact]
    public void Stacks_are_cut_at_a_depth() =>
        Check(new FlameTreeOptions { MaxDepth = 2 }, sample => Names(sample).Take(2));

    [Fact]
    public void An_inverted_tree_is_cut_at_its_callers() =>
        Check(new FlameTreeOptions { IsInverted = true, MaxDepth = 1 }, sample => Names(sample).TakeLast(1));

    [Fact]
    public void Hidden_frames_leave_their_callees_to_their_callers() =>
        Check(new FlameTreeOptions { Hide = [FramePattern.Parse("gc")] }, sample => Names(sample).Where(frame => !frame.Name.Contains("gc")));

    [Fact]
    public void Frames_can_be_hidden_as_leaf_only() =>
        Check(
            new FlameTreeOptions { Hide = [FramePattern.Parse("gc") with { Position = FramePosition.Leaf }] },
            sample => Names(sample) is [.. var above, var leaf] ? (leaf.Name.Contains("gc") ? above : [.. above, leaf]) : []);

    [Fact]
    public void Below_a_folded_frame_nothing_is_shown() =>
        Check(new FlameTreeOptions { Fold = [FramePattern.Parse("=gc_mark")] }, sample =>
        {
            int first = Array.FindIndex(Names(sample), frame => frame.Name == "gc_mark");
            return first < 0 ? Names(sample) : Names(sample)[..(first + 1)];
        });

    // A place in the stack is the same place in a drawing that stands on its head.
    [Fact]
    public void Above_a_folded_leaf_nothing_is_shown_in_an_inverted_tree() =>
        Check(
            new FlameTreeOptions { IsInverted = true, Fold = [FramePattern.Parse("gc") with { Position = FramePosition.Leaf }] },
            sample => Names(sample) is [.., var leaf] && leaf.Name.Contains("gc") ? [leaf] : Names(sample).Reverse());

    [Fact]
    public void Direct_recursion_is_one_node() =>
        Check(new FlameTreeOptions { Recursion = RecursionMerge.Direct }, sample =>
            Names(sample).Where((frame, i) => i == 0 || frame != Names(sample)[i - 1]));

    [Fact]
    public void A_function_stands_once_in_a_stack_where_all_recursion_is_merged() =>
        Check(new FlameTreeOptions { Recursion = RecursionMerge.All }, sample =>
        {
            List<Shown> path = [];
            foreach (Shown frame in Names(sample))
            {
                int again = path.IndexOf(frame);
                if (again >= 0)
                {
                    path = path[..(again + 1)];
                }
                else
                {
                    path.Add(frame);
                }
            }

            return path;
        });

    [Fact]
    public void Samples_are_split_by_where_they_ran() =>
        Check(new FlameTreeOptions { SplitKernel = true }, sample => [(sample.RanInKernel ? "kernel" : "user", null), .. Names(sample)]);

    [Fact]
    public void No_reshaping_changes_the_total_or_the_account() =>
        Gen.Select(
            Profiles, Gen.Bool, Gen.Bool, Gen.OneOf(Enum.GetValues<FrameGrouping>()), Gen.OneOf(Enum.GetValues<RecursionMerge>()),
            Gen.OneOf(Enum.GetValues<RootGrouping>()), Gen.Double[0, 1], Gen.Int[1, 6]).Sample(
            (samples, isInverted, split, frames, recursion, root, share, depth) =>
            {
                SampleStore store = StoreOf(samples);
                FlameTree tree = FlameTree.Create(store.Where(Everything), new FlameTreeOptions
                {
                    IsInverted = isInverted,
                    SplitKernel = split,
                    Frames = frames,
                    Recursion = recursion,
                    Root = root,
                    MinShare = share,
                    MaxDepth = depth,
                    Hide = [FramePattern.Parse("b")],
                });
                Assert.Equal(samples.Length, tree.Total);
                Assert.Equal(samples.Length, tree.SelfValues.ToArray().Sum());
                Assert.Equal(FlameTree.Create(store.Where(Everything)).Coverage, tree.Coverage);
            });

    [Fact]
    public void Narrow_siblings_become_other_and_totals_stay()
    {
        SampleStore store = Stores.Of(
            (1, "app", "main;wide"), (2, "app", "main;wide"), (3, "app", "main;wide"), (4, "app", "main;wide;deep"),
            (5, "app", "main;thin;deeper"), (6, "app", "main;slim"));
        FlameTree tree = FlameTree.Create(store, new FlameTreeOptions { MinShare = 0.3 });
        FlameNode main = tree.Root.Children.Single().Children.Single();
        Assert.Equal(["other 2/2", "wide 3/4"], main.Children.Select(node => $"{node.NameText} {node.Self}/{node.Total}"));
        Assert.Equal("other 1/1", main.Children.Last().Children.Select(node => $"{node.NameText} {node.Self}/{node.Total}").Single());
        Assert.Null(main.Children.First().Kind);
    }

    [Fact]
    public void A_tree_without_what_is_narrow_is_the_whole_tree_with_it_taken_out() =>
        Gen.Select(Profiles, Gen.OneOf(Enum.GetValues<RootGrouping>()), Gen.Double[0, 1]).Sample((samples, root, share) =>
        {
            SampleStore store = StoreOf(samples);
            FlameTree whole = FlameTree.Create(store.Where(Everything), new FlameTreeOptions { Root = root });
            FlameTree wide = FlameTree.Create(store.Where(Everything), new FlameTreeOptions { Root = root, MinShare = share });
            Assert.Equal(Outline(whole.Root, share * whole.Total), Outline(wide.Root, 0));
        });

    // A node with its children as text; children with less than that much as one called other.
    private static string Outline(FlameNode node, double least)
    {
        List<string> parts = [.. node.Children.Where(child => child.Total >= least).Select(child => Outline(child, least))];
        long narrow = node.Children.Where(child => child.Total < least).Sum(child => child.Total);
        if (narrow > 0)
        {
            parts.Add($"other  {narrow}/{narrow}()");
        }

        return $"{node.NameText} {node.Kind} {node.Self}/{node.Total}({string.Join(", ", parts.Order(StringComparer.Ordinal))})";
    }

    [Fact]
    public void Neighbours_of_one_module_become_one_frame_with_its_file_name()
    {
        SampleStoreBuilder builder = new();
        StackId stack = StackId.Empty;
        foreach ((string symbol, string module, FrameKind kind) in new[]
        {
            ("main", "/usr/bin/app", FrameKind.User), ("run", "/usr/bin/app", FrameKind.User), ("tiny", "/usr/bin/app", FrameKind.Inlined),
            ("malloc", "/usr/lib/libc.so.6", FrameKind.User), ("cb", "/usr/bin/app", FrameKind.User), ("?", "", FrameKind.Unknown),
        })
        {
            stack = builder.AddStack(stack, builder.AddFrame(
                System.Text.Encoding.UTF8.GetBytes(symbol), System.Text.Encoding.UTF8.GetBytes(module), kind));
        }

        builder.AddSample(new SampleRecord(0, stack, builder.AddThread("app"u8, 1, 1), PerfEvents.Add(builder, "cycles"u8)));
        Assert.Equal(
            "app;app_User;libc.so.6_User;app_User;[unknown]_Unknown",
            Fold(FlameTree.Create(builder.Build(), new FlameTreeOptions { Frames = FrameGrouping.Module })).Single().Key);
    }

    [Theory]
    [InlineData("java/util/HashMap::get", "java/util")]
    [InlineData("com/acme/App$Inner::lambda$run$0", "com/acme")]
    [InlineData("Orders::run", "Orders::run")]
    [InlineData("std::map<a/b>::at", "std::map<a/b>::at")]
    [InlineData("operator/::x", "operator/::x")]
    [InlineData("Interpreter", "Interpreter")]
    public void Java_classes_are_joined_to_packages(string symbol, string expected) =>
        Assert.Equal(expected, NameWith(FrameGrouping.JavaPackage, symbol));

    [Theory]
    [InlineData("JS:*route /app/node_modules/express/lib/router.js:12:8", "express")]
    [InlineData("JS:~get /app/node_modules/@fastify/router/index.js:1:1", "@fastify/router")]
    [InlineData("JS:^x /a/node_modules/one/node_modules/two/x.js:1:1", "two")]
    [InlineData("JS:*processTimers node:internal/timers:504:25", "node:internal/timers")]
    [InlineData("JS:*tick /srv/app.js:10:15", "JS:*tick /srv/app.js:10:15")]
    [InlineData("v8::internal::Heap::Scavenge", "v8::internal::Heap::Scavenge")]
    public void Node_frames_are_joined_to_packages(string symbol, string expected) =>
        Assert.Equal(expected, NameWith(FrameGrouping.NodePackage, symbol));

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        SampleStore store = Stores.Of((0, "a", "b"));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlameTree.Create(store, new FlameTreeOptions { MaxDepth = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlameTree.Create(store, new FlameTreeOptions { MinShare = 1.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlameTree.Create(store, new FlameTreeOptions { MinShare = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => FlameTree.Create(store, new FlameTreeOptions { Root = (RootGrouping)9 }));
    }

    private static Shown[] Names(SampleSpec sample) => [.. sample.Stack.Select(frame => (frame.Symbol, (FrameKind?)frame.Kind))];

    private static void Check(FlameTreeOptions options, Func<SampleSpec, IEnumerable<Shown>> shape) => Profiles.Sample(samples =>
        Assert.Equal(Fold(samples, shape), Fold(FlameTree.Create(StoreOf(samples).Where(Everything), options))));

    private static string NameWith(FrameGrouping frames, string symbol)
    {
        FlameTree tree = FlameTree.Create(Stores.Of((0, "app", symbol)), new FlameTreeOptions { Frames = frames });
        return tree.Root.Children.Single().Children.Single().NameText;
    }
}
