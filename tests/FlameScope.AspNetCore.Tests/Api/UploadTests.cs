using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlameScope.AspNetCore.Catalog;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Uploads have names, a quota and an end.</summary>
public sealed class UploadTests
{
    private const string Sample = "java 1 1.000000: cycles:\n        10 main+0x1 (/bin/java)\n\n";

    [Theory]
    [InlineData("../../a/été.perf", "été.perf")]
    [InlineData("e\u0301te\u0301.perf", "été.perf")]
    [InlineData("日本 1.perf", "日本 1.perf")]
    [InlineData("a\u202Efrep.exe", "afrep.exe")]
    [InlineData("a\u200B\u0007b", "ab")]
    [InlineData("<b>&\"'", "_b____")]
    [InlineData("...hidden", "hidden")]
    [InlineData("\u202E.hidden", "hidden")]
    [InlineData("C:\\a\\b.perf", "b.perf")]
    [InlineData("", "profile")]
    [InlineData("\u202E", "profile")]
    public void Names_keep_their_letters_and_lose_what_hides(string given, string stored) => Assert.Equal(stored, UploadName.Of(given));

    [Fact]
    public void A_long_name_is_cut_to_what_file_systems_take()
    {
        Assert.Equal(120, UploadName.Of(new string('a', 1000)).Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(UploadName.Of(string.Concat(Enumerable.Repeat("日", 1000)))), 100, 200);
        Assert.Equal("__", UploadName.Of("\uD800\uD800"));
    }

    [Fact]
    public async Task All_uploads_together_have_a_quota_and_deleting_gives_room()
    {
        await using ExplorerApp app = await StartAsync(options => options.MaxUploadBytesInAll = (2 * Sample.Length) + 10);
        string first = await StoreAsync(app, "a.txt", 201);
        await StoreAsync(app, "b.txt", 201);
        await StoreAsync(app, "c.txt", 507);
        Assert.Equal(3, (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").GetArrayLength());
        Assert.Equal(204, await DeleteAsync(app, first));
        Assert.Equal(404, await DeleteAsync(app, first));
        await StoreAsync(app, "c.txt", 201);
        await StoreAsync(app, "d.txt", 507);
    }

    [Fact]
    public async Task Two_uploads_of_one_name_are_two_files()
    {
        await using ExplorerApp app = await StartAsync();
        Assert.Equal("uploads/a.txt", await StoreAsync(app, "a.txt", 201));
        Assert.Equal("uploads/a (2).txt", await StoreAsync(app, "a.txt", 201));
        Assert.Equal("uploads/a (3).txt", await StoreAsync(app, "a.txt", 201));
    }

    // A server may have no way to bound a request's body.
    [Fact]
    public async Task The_folder_keeps_its_bound_by_itself()
    {
        FlameScopeOptions options = new() { AllowUpload = true, MaxUploadBytes = 100 };
        using UploadFolder folder = new(Options.Create(options), NullLogger<UploadFolder>.Instance);
        await Assert.ThrowsAsync<UploadTooLargeException>(() => folder.StoreAsync("a.txt", new MemoryStream(new byte[101]), TestContext.Current.CancellationToken));
        Assert.Equal("uploads/a.txt", await folder.StoreAsync("a.txt", new MemoryStream(Encoding.ASCII.GetBytes(Sample)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_was_refused_takes_no_room()
    {
        await using ExplorerApp app = await StartAsync(options => (options.MaxUploadBytesInAll, options.MaxUploadBytes) = (1_000, 900));
        for (int i = 0; i < 5; i++)
        {
            await StoreAsync(app, "junk", 422, Encoding.ASCII.GetBytes(new string('!', 800)));
            await StoreAsync(app, "large", 413, new byte[901]);
        }

        await StoreAsync(app, "a.txt", 201);
    }

    [Theory]
    [InlineData("orders.perf.gz")]
    [InlineData("uploads/../orders.perf.gz")]
    [InlineData("uploads/nothing")]
    [InlineData("nothing")]
    public async Task Only_uploads_can_be_deleted(string name)
    {
        await using ExplorerApp app = await StartAsync();
        await StoreAsync(app, "a.txt", 201);
        Assert.Equal(404, await DeleteAsync(app, name));
        Assert.True(File.Exists(app.Folder.PathOf("orders.perf.gz")));
    }

    [Fact]
    public async Task Nothing_is_deleted_where_uploads_are_not_allowed()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        Assert.Equal(403, await DeleteAsync(app, "orders.perf.gz"));
    }

    [Fact]
    public async Task What_no_format_reads_is_not_stored()
    {
        await using ExplorerApp app = await StartAsync();
        await StoreAsync(app, "junk.txt", 422, "nothing of a profile\n"u8.ToArray());
        Assert.Single((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray());
    }

    [Fact]
    public async Task A_file_of_more_than_30_MB_is_taken()
    {
        await using ExplorerApp app = await StartAsync();
        byte[] content = new byte[31_000_000];
        content.AsSpan().Fill((byte)'\n');
        Encoding.ASCII.GetBytes(Sample).CopyTo(content, 0);
        await StoreAsync(app, "large.txt", 201, content);
    }

    [Theory]
    [InlineData("Application/Octet-Stream", 201)]
    [InlineData("application/octet-stream; charset=binary", 201)]
    [InlineData("application/octet-stream2", 415)]
    public async Task Media_types_are_compared_without_case_and_parameters(string type, int status)
    {
        await using ExplorerApp app = await StartAsync();
        await StoreAsync(app, "a.txt", status, type: type);
    }

    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(5, false)]
    public void A_full_disk_is_told_from_other_failures(int code, bool isFull)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The numbers are others there.");
        Assert.Equal(isFull, UploadFolder.IsDiskFull(new IOException("", code)));
    }

    private static Task<ExplorerApp> StartAsync(Action<FlameScopeOptions>? configure = null) => ExplorerApp.StartAsync(configure: options =>
    {
        options.AllowUpload = true;
        configure?.Invoke(options);
    });

    private static async Task<string> StoreAsync(ExplorerApp app, string name, int status, byte[]? file = null, string type = "application/octet-stream")
    {
        using ByteArrayContent content = new(file ?? Encoding.ASCII.GetBytes(Sample));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using HttpResponseMessage response = await app.Client.PostAsync($"api/profiles?name={Uri.EscapeDataString(name)}", content);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        return status == 201 ? JsonDocument.Parse(text).RootElement.GetProperty("name").GetString()! : "";
    }

    private static async Task<int> DeleteAsync(ExplorerApp app, string name)
    {
        using HttpResponseMessage response = await app.Client.DeleteAsync($"api/profiles?name={Uri.EscapeDataString(name)}");
        return (int)response.StatusCode;
    }
}
