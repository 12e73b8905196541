using System.Globalization;
using System.Text.Json;
using FlameScope.AspNetCore.Api;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>A small view that many look at is computed once.</summary>
public sealed class KeptAnswersTests
{
    private readonly SampleStore _store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));

    [Fact]
    public async Task The_same_request_is_answered_by_what_was_computed_before()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        KeptAnswers answers = app.Services.GetRequiredService<ProfileReader>().Answers;
        foreach (string view in (string[])["heatmap", "flame", "top", "findings", "info"])
        {
            string first = (await app.GetJsonAsync($"api/{view}?profile=orders.perf.gz")).GetRawText();
            int count = answers.Count;
            Assert.Equal(first, (await app.GetJsonAsync($"api/{view}?profile=orders.perf.gz")).GetRawText());
            Assert.Equal(count, answers.Count);
        }

        Assert.Equal(5, answers.Count);
    }

    [Fact]
    public async Task A_file_that_has_changed_is_answered_anew()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        Assert.Equal(1189, (await app.GetJsonAsync("api/top?profile=orders.perf.gz")).GetProperty("total").GetInt64());
        File.Copy(ExplorerApp.DataPath("gcpulse.perf.gz"), app.Folder.PathOf("orders.perf.gz"), overwrite: true);
        Assert.Equal(4695, (await app.GetJsonAsync("api/top?profile=orders.perf.gz")).GetProperty("total").GetInt64());
    }

    [Fact]
    public void Only_so_many_are_kept_and_the_least_recently_used_leaves()
    {
        KeptAnswers answers = new();
        LoadedProfile profile = Profile(_store);
        for (int i = 0; i < 100; i++)
        {
            answers.Keep(i.ToString(CultureInfo.InvariantCulture), profile, Small());
            Assert.True(answers.TryGet("0", profile, out _));
        }

        Assert.Equal(64, answers.Count);
        Assert.False(answers.TryGet("1", profile, out _));
        Assert.True(answers.TryGet("99", profile, out _));
    }

    [Fact]
    public void Answers_of_a_profile_that_was_loaded_again_are_not_given()
    {
        KeptAnswers answers = new();
        answers.Keep("a", Profile(_store), Small());
        Assert.False(answers.TryGet("a", Profile(ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders))), out _));
    }

    [Fact]
    public void Large_answers_failures_and_files_are_not_kept()
    {
        KeptAnswers answers = new();
        LoadedProfile profile = Profile(_store);
        answers.Keep("a", profile, new JsonResult(json => json.WriteStringValue(new string('a', 1 << 18))));
        answers.Keep("b", profile, new ColumnarResult(_ => { }, [WireColumn.Of<int>("x", Enumerable.Repeat(int.MaxValue, (1 << 16) + 1).ToArray())]));
        answers.Keep("c", profile, new JsonResult(json => json.WriteNullValue(), StatusCodes.Status202Accepted));
        answers.Keep("d", profile, new ExportResult(_ => { }, "text/plain", "a.txt"));
        answers.Keep("", profile, Small());
        Assert.Equal(0, answers.Count);
    }

    private static JsonResult Small() => new(json => JsonSerializer.Serialize(json, "small", FlameScope.AspNetCore.Api.Answers.AnswerJson.Wire.String));

    private static LoadedProfile Profile(SampleStore store) => new(new ProfileEntry("orders", "orders", default), store, 1);
}
