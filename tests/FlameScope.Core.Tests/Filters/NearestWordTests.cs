using FlameScope.Formats;

namespace FlameScope.Core.Tests.Filters;

public sealed class NearestWordTests
{
    private static readonly string[] Known = ["heatmap", "flame", "--from", "svg", "speedscope", "excludeCommand"];

    [Theory]
    [InlineData("heatmpa", "heatmap")]
    [InlineData("HEATMAP", "heatmap")]
    [InlineData("--fromm", "--from")]
    [InlineData("svgg", "svg")]
    [InlineData("exclude-command", "excludeCommand")]
    [InlineData("speed", "speedscope")]
    [InlineData("bananas", null)]
    [InlineData("", null)]
    [InlineData("--", null)]
    public void The_nearest_word_is_what_may_have_been_meant(string word, string? nearest)
    {
        Assert.Equal(nearest, NearestWord.To(word, Known));
        Assert.Equal(nearest is null ? "" : $" Did you mean '{nearest}'?", NearestWord.Hint(word, Known));
    }

    [Fact]
    public void A_word_that_several_begin_with_is_none_of_them() => Assert.Null(NearestWord.To("exp", ["explorer", "exporter", "expand"]));

    [Fact]
    public void Words_of_any_length_take_no_time() => Assert.Null(NearestWord.To(new string('a', 1_000_000), [new string('b', 1_000_000)]));

    [Fact]
    public void An_event_that_is_not_there_names_the_nearest()
    {
        SampleStoreBuilder builder = new();
        EventKindId kind = builder.AddEventKind("page-faults"u8);
        builder.AddSample(new SampleRecord(1, StackId.Empty, builder.AddThread("a"u8, 1, 1), kind));
        SampleStore store = builder.Build();
        ArgumentException error = Assert.Throws<ArgumentException>(() => FlameTree.Create(store.Where(new SampleFilter { Event = EventSelection.Named("page-fualts") })));
        Assert.Contains("Did you mean 'page-faults'?", error.Message, StringComparison.Ordinal);
    }
}
