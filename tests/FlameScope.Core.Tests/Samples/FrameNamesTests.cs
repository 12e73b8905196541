using System.Text;
using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class FrameNamesTests
{
    private static readonly string[] Tiers = ["void [app] P::Run(int32)[Tier0]", "void [app] P::Run(int32)[OptimizedTier1]", "void [app] P::Stop()[Tier0]"];

    [Theory]
    [InlineData("void [gcpulse] P::RequestLoop()[OptimizedTier1OSR]", "P::RequestLoop")]
    [InlineData("instance void [System.Private.CoreLib] System.Collections.Generic.Dictionary`2[System.__Canon,System.Int64]::set_Item(!0,!1)[PreJIT]", "System.Collections.Generic.Dictionary`2[System.__Canon,System.Int64]::set_Item")]
    [InlineData("P.RequestLoop()[Tier0]", "P.RequestLoop")]
    [InlineData("JS:*route /app/index.js:12:8", "route /app/index.js:12:8")]
    [InlineData("JS:^route /app/index.js:12:8", "route /app/index.js:12:8")]
    [InlineData("LazyCompile:~route /app/index.js:12:8", "route /app/index.js:12:8")]
    [InlineData("JS:* /app/index.js:12:8", "/app/index.js:12:8")]
    [InlineData("JS:*", "JS:*")]
    [InlineData("copy_user.isra.0", "copy_user")]
    [InlineData("copy_user.constprop.0.isra.3.cold", "copy_user")]
    [InlineData("f(int) [clone .constprop.0]", "f")]
    [InlineData("f(int) [clone .part.1] [clone .cold]", "f")]
    [InlineData("core::fmt::write::h0123456789abcdef", "core::fmt::write")]
    [InlineData("int std::max<int>(int const&, int const&)", "std::max<int>")]
    [InlineData("std::vector<int, std::allocator<int> > make<(Kind)1>(void (*)(int), int) const", "make<(Kind)1>")]
    [InlineData("Foo::operator()(int) const", "Foo::operator()")]
    [InlineData("bool Foo::operator<(Foo const&) const", "Foo::operator<")]
    [InlineData("Foo::operator new(unsigned long)", "Foo::operator new")]
    [InlineData("void* operator new[](unsigned long)", "operator new[]")]
    [InlineData("run(int)::{lambda(int)#1}::operator()(int) const", "run(int)::{lambda(int)#1}::operator()")]
    [InlineData("com.shop.Order.total(int, java.lang.String)", "com.shop.Order.total")]
    [InlineData("(anonymous namespace)::run(int)", "(anonymous namespace)::run")]
    [InlineData("Foo::(anonymous namespace)", "Foo::(anonymous namespace)")]
    [InlineData("main.(*Server).Serve", "main.(*Server).Serve")]
    [InlineData("(idle)", "(idle)")]
    [InlineData("[unknown]", "[unknown]")]
    [InlineData("handler (/app/x.py:12)", "handler (/app/x.py:12)")]
    [InlineData("do_syscall_64", "do_syscall_64")]
    [InlineData("std.time", "std.time")]
    [InlineData("f.partial", "f.partial")]
    [InlineData(".cold", ".cold")]
    [InlineData("f)", "f)")]
    [InlineData("", "")]
    public void A_short_name_is_what_tells_a_function_from_others(string full, string brief)
    {
        SampleStore store = StoreOf(full).WithNames(FrameNames.Short);
        Assert.Equal(brief, store.Strings.GetString(store.Frames[0].Symbol));
    }

    [Fact]
    public void Tiers_of_one_method_are_one_function_in_every_view_and_nothing_is_lost()
    {
        SampleStore full = StoreOf(Tiers);
        SampleStore brief = full.WithNames(FrameNames.Short);
        Assert.Equal(["app;P::Run 2", "app;P::Stop 1"], Folded(brief));
        Assert.Equal([("P::Run", 2L), ("P::Stop", 1L)], TopTable.Create(brief).Rows.Select(row => (row.Name, row.Self)));
        Assert.Equal(FlameTree.Create(full).Total, FlameTree.Create(brief).Total);
        StackChart chart = StackChart.Create(brief);
        Assert.Equal(["P::Run", "P::Stop"], chart.NameIds.ToArray().Select(chart.Names.GetString));
        Assert.Equal(3, TopTable.Create(full).Rows.Count);
        FlameTree hidden = FlameTree.Create(brief, new FlameTreeOptions { Hide = [FilterText.ParseFramePattern("=P::Run")] });
        Assert.Equal(2, hidden[1].Self);
    }

    [Fact]
    public void A_function_that_is_named_short_already_is_the_same_function()
    {
        Assert.Equal(["app;run 2"], Folded(StoreOf("run.isra.0", "run").WithNames(FrameNames.Short)));
    }

    [Fact]
    public void Whole_names_are_kept_beside_short_ones()
    {
        SampleStore store = StoreOf(Tiers).WithNames(FrameNames.Short);
        Assert.Equal(Tiers, store.Frames.ToArray().Select(frame => store.Strings.GetString(frame.RawSymbol)));
        Assert.Equal(FrameKind.Jit, store.Frames[0].Kind);
    }

    [Fact]
    public void A_store_whose_names_are_short_is_itself()
    {
        SampleStore store = StoreOf("run", "main");
        Assert.Same(store, store.WithNames(FrameNames.Short));
        Assert.Same(store, store.WithNames(FrameNames.Full));
        SampleStore tiered = StoreOf(Tiers);
        Assert.Same(tiered, tiered.WithNames(FrameNames.Full));
        Assert.Same(tiered.WithNames(FrameNames.Short), tiered.WithNames(FrameNames.Short));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.WithNames((FrameNames)2));
    }

    [Fact]
    public void A_difference_of_two_tiers_of_one_method_is_none()
    {
        FlameTree before = FlameTree.Create(StoreOf(Tiers[0]).WithNames(FrameNames.Short));
        FlameTree after = FlameTree.Create(StoreOf(Tiers[1]).WithNames(FrameNames.Short));
        Assert.All(FlameDiff.Create(before, after).Frames(), row => Assert.Equal(0, row.TotalDelta));
    }

    private static SampleStore StoreOf(params string[] names)
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("app"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("cycles"u8);
        for (int i = 0; i < names.Length; i++)
        {
            FrameId frame = builder.AddFrame(Encoding.UTF8.GetBytes(names[i]), "jit"u8, FrameKind.Jit);
            builder.AddSample(new SampleRecord(i * 1_000_000L, builder.AddStack(StackId.Empty, frame), thread, kind));
        }

        return builder.Build();
    }

    private static string[] Folded(SampleStore store) => new FoldedExporter().ExportToString(FlameTree.Create(store)).Trim().Split('\n');
}
