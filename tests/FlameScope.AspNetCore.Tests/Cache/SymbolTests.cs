using System.Text.Json;
using FlameScope.Tests.Processes;

namespace FlameScope.AspNetCore.Tests.Cache;

/// <summary>Which files a server opens for the names of a recording that has only addresses.</summary>
public sealed class SymbolTests
{
    private const string Recording = "attach.perf.data.gz";
    private const string Closed = "this load may open no file beside its input";

    private static readonly string Shop = Path.GetFullPath(Repository.PathOf("../shared/corpus/binary/shop"));

    [Fact]
    public async Task A_server_opens_no_symbol_files_unless_it_is_told_to()
    {
        SkipWithoutCorpus();
        await using ExplorerApp app = await StartAsync(new SymbolOptions());

        Assert.Contains(await NotesAsync(app, Recording), note => note.Contains(Closed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Roots_of_symbols_give_names_and_stay_unknown_to_clients()
    {
        SkipWithoutCorpus();
        await using ExplorerApp app = await StartAsync(new SymbolOptions { Roots = [Path.Combine(Shop, "symbols.tar.zst"), "/no/such/root"] });

        string[] notes = await NotesAsync(app, Recording);
        Assert.DoesNotContain(notes, note => note.Contains(Closed, StringComparison.Ordinal));
        Assert.DoesNotContain(notes, note => note.Contains("/no/such/root", StringComparison.Ordinal));
        Assert.Contains("parse_order", await app.Client.GetStringAsync($"api/top?profile={Recording}"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_upload_opens_none_of_the_server_s_files_where_listed_recordings_may()
    {
        SkipWithoutCorpus();
        await using ExplorerApp app = await StartAsync(new SymbolOptions { OpenRecordedFiles = true });
        using ByteArrayContent content = new(await File.ReadAllBytesAsync(Path.Combine(Shop, Recording)));
        content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage response = await app.Client.PostAsync($"api/profiles?name={Recording}", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());

        Assert.DoesNotContain(await NotesAsync(app, Recording), note => note.Contains(Closed, StringComparison.Ordinal));
        Assert.Contains(await NotesAsync(app, "uploads/" + Recording), note => note.Contains(Closed, StringComparison.Ordinal));
    }

    private static void SkipWithoutCorpus() => Assert.SkipUnless(Directory.Exists(Shop), "the corpus is not beside the repository");

    private static async Task<ExplorerApp> StartAsync(SymbolOptions symbols)
    {
        ExplorerApp app = await ExplorerApp.StartAsync(
            [],
            options =>
            {
                options.AllowUpload = true;
                options.Load = options.Load with { Symbols = symbols };
            });
        File.Copy(Path.Combine(Shop, Recording), app.Folder.PathOf(Recording));
        return app;
    }

    private static async Task<string[]> NotesAsync(ExplorerApp app, string name)
    {
        JsonElement info = await app.GetJsonAsync($"api/info?profile={Uri.EscapeDataString(name)}");
        return [.. info.GetProperty("report").GetProperty("symbols").EnumerateArray().Select(static note => note.GetString()!)];
    }
}
