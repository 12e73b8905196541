using System.Globalization;
using System.IO.Compression;
using FlameScope.Benchmarks.Cases;
using FlameScope.Benchmarks.Pairs;
using FlameScope.Tests.Processes;

namespace FlameScope.Benchmarks.Tests;

public sealed class CasesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _recording;

    public CasesTests()
    {
        _recording = _folder.PathOf("orders.perf.txt");
        using GZipStream packed = new(File.OpenRead(Repository.PathOf("samples/profiles/orders.perf.gz")), CompressionMode.Decompress);
        using FileStream plain = File.Create(_recording);
        packed.CopyTo(plain);
    }

    public static TheoryData<string> Names => [.. Cases.Cases.All.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_case_runs_on_a_bundled_recording(string name) => Cases.Cases.All[name](new Cases.Profile(_recording))();

    [Fact]
    public void A_session_answers_each_request_with_the_time_of_a_run()
    {
        StringWriter answers = new(CultureInfo.InvariantCulture);

        new Session(new Cases.Profile(_recording)).Serve(new StringReader("heat-map 1\nflame-tree 1\nheat-map 1\n"), answers);

        string[] lines = answers.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.True(long.Parse(line, CultureInfo.InvariantCulture) > 0));
    }

    [Theory]
    [InlineData("no-such-case 100")]
    [InlineData("parse")]
    [InlineData("parse soon")]
    public void What_is_no_request_is_refused(string request) =>
        Assert.Throws<FormatException>(() => new Session(new Cases.Profile(_recording)).Serve(new StringReader(request), TextWriter.Null));

    [Fact]
    public void A_process_of_its_own_tells_its_cases_and_measures_them()
    {
        string program = typeof(Session).Assembly.Location;
        using MeasuringProcess process = new(program, _recording);

        Assert.Equal(Cases.Cases.All.Keys, MeasuringProcess.CasesOf(program));
        Assert.True(process.Measure("heat-map", 1) > 0);
    }

    [Fact]
    public void A_process_that_fails_is_named_with_its_case()
    {
        using MeasuringProcess process = new(typeof(Session).Assembly.Location, _folder.PathOf("no-such-file"));

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => process.Measure("parse", 1));

        Assert.Contains("The case parse failed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_commands_are_measured_with_the_time_of_their_children()
    {
        double time = Commands.Measure("bash", ["-c", "for ((i = 0; i < 20000; i++)); do :; done"]);

        Assert.InRange(time, 1e5, 1e11);
    }

    [Fact]
    public void A_command_that_fails_is_told_with_what_it_wrote()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => Commands.Measure("bash", ["-c", "echo broken >&2; exit 3"]));

        Assert.EndsWith("failed: broken\n", exception.Message, StringComparison.Ordinal);
    }
}
