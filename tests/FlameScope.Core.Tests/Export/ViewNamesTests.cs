namespace FlameScope.Core.Tests.Export;

public sealed class ViewNamesTests
{
    [Fact]
    public void Every_value_has_a_name_in_its_order()
    {
        Assert.Equal(Enum.GetValues<HeatMapRowKind>().Select(ViewNames.NameOf), ViewNames.RowKinds);
        Assert.Equal(Enum.GetValues<RootGrouping>().Select(ViewNames.NameOf), ViewNames.RootGroupings);
        Assert.Equal(Enum.GetValues<FrameKind>().Select(ViewNames.NameOf), ViewNames.FrameKinds);
        Assert.Equal(Enum.GetNames<HeatMapRowKind>().Select(name => name.ToLowerInvariant()), ViewNames.RowKinds);
        Assert.Equal(Enum.GetNames<FrameKind>().Select(name => name.ToLowerInvariant()), ViewNames.FrameKinds);
        Assert.Equal(Enum.GetValues<FrameGrouping>().Length, ViewNames.FrameGroupings.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => ViewNames.NameOf((FrameKind)200));
    }

    [Theory]
    [InlineData("Thread", true, HeatMapRowKind.Thread)]
    [InlineData("threads", false, HeatMapRowKind.Offset)]
    [InlineData(null, false, HeatMapRowKind.Offset)]
    public void Names_are_read_in_any_case(string? text, bool isKnown, HeatMapRowKind kind)
    {
        Assert.Equal(isKnown, ViewNames.TryParse(text, out HeatMapRowKind read));
        Assert.Equal(kind, read);
        Assert.True(ViewNames.TryParse("NONE", out RootGrouping root));
        Assert.Equal(RootGrouping.None, root);
    }
}
