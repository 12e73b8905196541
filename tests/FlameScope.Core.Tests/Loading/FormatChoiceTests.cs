using System.Text;
using FlameScope.Core.Tests.Formats.Json;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Loading;

public class FormatChoiceTests
{
    // An array of numbers may be anybody's.
    private const string Samples = "{\"samples\":[1,2,3,";

    [Theory]
    [InlineData("cpuprofile")]
    [InlineData("CPUPROFILE")]
    [InlineData("trace events")]
    [InlineData("trace-events")]
    [InlineData("Trace_Events")]
    public void A_format_is_found_by_its_name_in_any_spelling(string name) => Assert.NotNull(ProfileFormats.Default.Find(name));

    [Fact]
    public void The_format_that_is_asked_for_reads_the_input_whatever_it_looks_like()
    {
        const string Trace = """[{"ph":"X","name":"a","ts":0,"dur":1}]""";
        Assert.Equal("trace events", JsonProfiles.Load(Trace).Report.Format);
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => JsonProfiles.Load(Trace, new LoadOptions { Format = "cpuprofile" }));
        Assert.Contains("looks like cpuprofile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_there_is_not_is_refused_with_those_that_there_are()
    {
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(() => JsonProfiles.Load("[]", new LoadOptions { Format = "nonsense" }));
        Assert.StartsWith("There is no format 'nonsense'. Formats that can be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("perf script", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_formats_that_may_be_right_the_one_whose_ending_the_name_has_comes_first()
    {
        ProfileFormats formats = [new Possible("a", ".a"), new Possible("b", ".b")];
        Assert.Equal("a", Recognize(formats, null));
        Assert.Equal("a", Recognize(formats, "x.txt"));
        Assert.Equal("b", Recognize(formats, "x.b"));
        Assert.Equal("b", Recognize(formats, "x.B.gz"));
        Assert.Equal("cpuprofile", Recognize(ProfileFormats.Default, "x.b"));
    }

    [Theory]
    [InlineData("{\"nodes\":[{\"id\":1,\"callFrame\":{\"functionName\":\"", "cpuprofile")]
    [InlineData("{\"head\":{\"functionName\":\"(root)\"", "cpuprofile")]
    [InlineData("{\"endTime\":1,\"timeDeltas\":[", "cpuprofile")]
    [InlineData("[{\"nodes\":[{\"callFrame\":{\"functionName\":\"", "cpuprofile")]
    [InlineData("\uFEFF {\"traceEvents\":[", "trace events")]
    [InlineData("{\"metadata\":{\"a\":", "trace events")]
    [InlineData("[{\"args\":{},\"ph\":\"M\"", "trace events")]
    [InlineData("[{\"a\":1}]", null)]
    [InlineData("{\"a\":1}", null)]
    [InlineData("{\"meta\":{},\"threads\":[]}", null)]
    [InlineData("[1,2]", null)]
    public void JSON_is_recognised_by_its_members(string head, string? format) =>
        Assert.Equal(format, ProfileFormats.Create(new CpuProfileFormat(), new TraceEventsFormat()).Recognize(new ProfileHead(Encoding.UTF8.GetBytes(head), null))?.Name);

    [Fact]
    public void The_documented_endings_and_media_types_are_those_of_the_formats()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "formats.md"))
            .SkipWhile(line => !line.StartsWith("| format | endings", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))];
        Assert.True(rows.Length >= 3);
        Assert.All(rows.Where(row => !row.Contains("`FlameScope.Formats.Protobuf`", StringComparison.Ordinal)), row =>
        {
            string[] cells = [.. row.Split('|').Select(cell => cell.Trim())];
            IProfileFormat? format = ProfileFormats.Default.Find(cells[1].Trim('`'));
            Assert.NotNull(format);
            Assert.Equal(string.Join(' ', format.Extensions.Select(extension => $"`{extension}`")), cells[2]);
            Assert.Equal($"`{format.MediaType}`", cells[3]);
        });
    }

    private static string? Recognize(ProfileFormats formats, string? name) =>
        formats.Recognize(new ProfileHead(Encoding.UTF8.GetBytes(Samples), name))?.Name;

    private sealed class Possible(string name, string extension) : IProfileFormat
    {
        public string Name => name;

        public IReadOnlyList<string> Extensions { get; } = [extension];

        public FormatMatch Match(in ProfileHead head) => FormatMatch.Maybe;

        public ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken) => default;
    }
}
