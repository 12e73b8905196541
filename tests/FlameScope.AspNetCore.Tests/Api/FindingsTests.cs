using System.Net;
using System.Text.Json;
using FlameScope.AspNetCore.Api;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>The API's findings are the library's.</summary>
public sealed class FindingsTests : IAsyncLifetime
{
    private const string Profile = "profile=gcpulse.perf.gz";
    private readonly SampleStore _store = ProfileLoader.Load(ExplorerApp.DataPath("gcpulse.perf.gz"));
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ExplorerApp.StartAsync(["gcpulse.perf.gz"]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Findings_are_those_of_the_library_with_times_from_the_origin()
    {
        JsonElement[] findings = await FindingsAsync(Profile);
        IReadOnlyList<Perturbation> expected = PerturbationFinder.Find(_store);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(finding => finding.Summary), findings.Select(finding => finding.GetProperty("summary").GetString()!));
        for (int i = 0; i < findings.Length; i++)
        {
            Assert.Equal([expected[i].Range.Start - _store.Origin, expected[i].Range.End - _store.Origin], Numbers(findings[i].GetProperty("range")));
            Assert.Equal(expected[i].Occurrences.Length, findings[i].GetProperty("occurrences").GetArrayLength());
            Assert.Equal(
                expected[i].Baseline.Select(part => part.Start - _store.Origin),
                findings[i].GetProperty("background").EnumerateArray().Select(part => part[0].GetInt64()));
            Assert.Equal(expected[i].Culprits.Select(culprit => culprit.Name), findings[i].GetProperty("culprits").EnumerateArray().Select(one => one.GetProperty("name").GetString()!));
        }
    }

    [Fact]
    public async Task Findings_obey_the_filters_and_the_slice()
    {
        SampleFilter filter = new() { Where = SampleCondition.Command("Compactor") };
        Assert.Equal(
            PerturbationFinder.Find(_store.Where(filter)).Select(finding => finding.Summary),
            (await FindingsAsync(Profile + "&command=Compactor")).Select(finding => finding.GetProperty("summary").GetString()!));
        Assert.All(
            await FindingsAsync(Profile + "&from=4&to=5"),
            finding => Assert.Contains(
                finding.GetProperty("occurrences").EnumerateArray(),
                one => one[0].GetInt64() < 5_000_000_000 && one[1].GetInt64() > 4_000_000_000));
        Assert.Single(await FindingsAsync(Profile + "&most=1"));
        Assert.Equal(
            PerturbationFinder.Find(_store.WeighedBy(SampleWeight.Value)).Select(finding => finding.Summary),
            (await FindingsAsync(Profile + "&weight=period")).Select(finding => finding.GetProperty("summary").GetString()!));
    }

    [Fact]
    public async Task The_background_of_a_finding_is_a_baseline_of_several_parts()
    {
        Perturbation burst = PerturbationFinder.Find(_store).First(finding => finding.Baseline.Length is > 1 and < 32);
        string ends = $"baseFrom={string.Join(',', burst.Baseline.Select(part => SecondsOf(part.Start)))}&baseTo={string.Join(',', burst.Baseline.Select(part => SecondsOf(part.End)))}";
        JsonElement view = await _app.GetJsonAsync($"api/diff?{Profile}&from={SecondsOf(burst.Range.Start)}&to={SecondsOf(burst.Range.End)}&{ends}");
        Assert.Equal(burst.Compare(_store).BaselineTotal.ToArray(), view.GetProperty("data").GetProperty("baseTotal").EnumerateArray().Select(value => value.GetInt64()));
    }

    [Fact]
    public async Task Findings_that_the_client_has_are_not_looked_for_again()
    {
        using HttpResponseMessage first = await _app.Client.GetAsync($"api/findings?{Profile}");
        using HttpRequestMessage again = new(HttpMethod.Get, $"api/findings?{Profile}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _app.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public void A_search_ends_where_nobody_waits_for_it() => Assert.Throws<OperationCanceledException>(() =>
        FindingsView.ResultOf(
            _store, ViewRequest.Of(new ViewQuery(), new FlameScopeOptions()), new PerturbationOptions(), new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("&weight=x", "weight")]
    [InlineData("&most=0", "most")]
    [InlineData("&command=" + "&event=nothing", "cpu-clock")]
    public async Task What_makes_no_sense_is_refused(string query, string detail) => Assert.Contains(
        detail, (await _app.GetProblemAsync($"api/findings?{Profile}{query}", 400)).GetProperty("detail").GetString(), StringComparison.Ordinal);

    private async Task<JsonElement[]> FindingsAsync(string query) =>
        [.. (await _app.GetJsonAsync($"api/findings?{query}")).GetProperty("findings").EnumerateArray()];

    private string SecondsOf(long time) => FormattableString.Invariant($"{(time - _store.Origin) / 1_000_000_000}.{(time - _store.Origin) % 1_000_000_000:D9}");

    private static IEnumerable<long> Numbers(JsonElement array) => array.EnumerateArray().Select(value => value.GetInt64());
}
