using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

/// <summary>Records are equal where what they say is equal; what cannot be is a class.</summary>
public sealed class ValueEqualityTests
{
    [Fact]
    public void Options_are_equal_by_what_they_ask_for()
    {
        Assert.Equal(Options(), Options());
        Assert.Equal(Options().GetHashCode(), Options().GetHashCode());
        Assert.NotEqual(Options(), new FlameTreeOptions());
        Assert.NotEqual(Options(), Options() with { Hide = [FramePattern.Parse("y")] });
        Assert.Equal(new HeatMapOptions { ColumnWidth = TimeSpan.FromSeconds(2) }, new HeatMapOptions { ColumnNanoseconds = 2_000_000_000 });
        Assert.NotEqual(new HeatMapOptions(), new HeatMapOptions { Rows = 49 });
        Assert.Equal(new SampleFilter { Event = EventSelection.Named("cycles") }, new SampleFilter { Event = EventSelection.Named("cycles") });

        static FlameTreeOptions Options() => new() { Hide = [FramePattern.Parse("x")], Fold = [FramePattern.Parse("/z/")] };
    }

    [Fact]
    public void Rows_and_accounts_of_two_views_are_equal()
    {
        SampleStore store = Stores.Of((0, "a", "main;x"), (1, "b", "main;y"));
        Assert.Equal(FlameTree.Create(store).Coverage, FlameTree.Create(store).Coverage);
        Assert.Equal(TopTable.Create(store).Rows, TopTable.Create(store).Rows);
        HeatMapOptions byCommand = new() { RowKind = HeatMapRowKind.Command };
        Assert.Equal(HeatMap.Create(store, byCommand).NamedRows, HeatMap.Create(store, byCommand).NamedRows);
        Assert.Equal(HeatMap.Create(store).Select(new HeatMapCell(0, 0), new HeatMapCell(0, 3)), HeatMap.Create(store).Select(new HeatMapCell(0, 3), new HeatMapCell(0, 0)));
    }

    [Fact]
    public void Accounts_of_two_loads_are_equal_by_their_places_as_well()
    {
        LoadReport Load() => new() { Unparsed = 1, Diagnostics = [new LoadDiagnostic(1, 0, "x", "y")] };
        Assert.Equal(Load(), Load());
        Assert.Equal(Load().GetHashCode(), Load().GetHashCode());
        Assert.NotEqual(Load(), Load() with { Diagnostics = [] });
    }

    [Fact]
    public void Options_of_a_load_are_equal_by_the_folders_and_servers_that_they_list()
    {
        LoadOptions Load(string root) => new() { Symbols = new SymbolOptions { Roots = [root], DebuginfodServers = [new Uri("https://example.org/")] } };
        Assert.Equal(Load("symbols"), Load("symbols"));
        Assert.NotEqual(Load("symbols"), Load("others"));
    }

    // A record with a list in it is not equal to its like: no result may be one.
    [Theory]
    [InlineData(typeof(ProfileSummary))]
    [InlineData(typeof(Perturbation))]
    [InlineData(typeof(ProfileSlice))]
    public void Results_with_lists_are_no_records(Type type) =>
        Assert.DoesNotContain(type.GetMethods(), method => method.Name == "<Clone>$");

    [Theory]
    [InlineData(-1)]
    [InlineData(-30)]
    [InlineData(long.MinValue)]
    public void A_negative_weight_or_duration_is_refused(long value)
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("e"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, thread, kind, weight: value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(0, StackId.Empty, thread, kind) { Duration = value }));
        Assert.Equal(0, builder.SampleCount);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, kind));
        Assert.Equal(1, builder.Build().UniformWeight);
    }

    [Fact]
    public void What_is_refused_leaves_no_trace()
    {
        SampleStoreBuilder builder = new();
        ThreadId thread = builder.AddThread("a"u8, 1, 1);
        EventKindId kind = builder.AddEventKind("e"u8);
        builder.AddSample(new SampleRecord(0, StackId.Empty, thread, kind, weight: 3) { Duration = 5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(1, StackId.Empty, thread, kind, weight: 9) { Labels = new LabelSetId(7) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddSample(new SampleRecord(long.MaxValue, StackId.Empty, thread, kind) { Duration = 5 }));
        builder.AddSample(new SampleRecord(2, StackId.Empty, thread, kind, weight: 4));
        SampleStore store = builder.Build();
        Assert.Equal([5, 4], store.Weights.ToArray());
        Assert.Equal([5, 0], store.Durations.ToArray());
    }
}
