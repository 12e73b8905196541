namespace FlameScope.AspNetCore.Tests.Catalog;

/// <summary>Nothing outside the folders that were named can be reached.</summary>
public sealed class TraversalTests
{
    [Theory]
    [InlineData("../outside.perf")]
    [InlineData("..%2Foutside.perf")]
    [InlineData("sub/../../outside.perf")]
    [InlineData("./orders.perf.gz")]
    [InlineData("sub//orders.perf.gz")]
    [InlineData("/etc/passwd")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("..%5Coutside.perf")]
    [InlineData("orders.perf.gz%00")]
    [InlineData(".hidden.perf")]
    public async Task A_name_that_no_listing_has_is_not_found(string name)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        Directory.CreateDirectory(app.Folder.PathOf("sub"));
        File.Copy(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf(".hidden.perf"));
        await app.GetProblemAsync($"api/info?profile={name}", 404);
        using HttpResponseMessage compatible = await app.Client.GetAsync($"flamegraph/?type=perf&filename={name}");
        Assert.Equal(404, (int)compatible.StatusCode);
    }

    [Fact]
    public async Task Links_that_lead_out_are_neither_listed_nor_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        using FlameScope.Tests.Processes.TemporaryFolder outside = new();
        File.Copy(app.Folder.PathOf("orders.perf.gz"), outside.PathOf("orders.perf.gz"));
        File.CreateSymbolicLink(app.Folder.PathOf("file.perf.gz"), outside.PathOf("orders.perf.gz"));
        Directory.CreateSymbolicLink(app.Folder.PathOf("folder"), outside.Path);
        File.CreateSymbolicLink(app.Folder.PathOf("inside.perf.gz"), "orders.perf.gz");
        File.CreateSymbolicLink(app.Folder.PathOf("twice.perf.gz"), "file.perf.gz");
        await app.GetProblemAsync("api/info?profile=file.perf.gz", 404);
        await app.GetProblemAsync("api/info?profile=twice.perf.gz", 404);
        await app.GetProblemAsync("api/info?profile=folder/orders.perf.gz", 404);
        await app.GetJsonAsync("api/info?profile=inside.perf.gz");
        Assert.Equal(
            ["inside.perf.gz", "orders.perf.gz"],
            (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_folder_whose_name_begins_alike_is_outside()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        string sibling = app.Folder.Path + "-secret";
        Directory.CreateDirectory(sibling);
        try
        {
            File.Copy(app.Folder.PathOf("orders.perf.gz"), Path.Combine(sibling, "a.perf.gz"));
            File.CreateSymbolicLink(app.Folder.PathOf("link.perf.gz"), Path.Combine(sibling, "a.perf.gz"));
            await app.GetProblemAsync("api/info?profile=link.perf.gz", 404);
        }
        finally
        {
            Directory.Delete(sibling, recursive: true);
        }
    }

    [Fact]
    public async Task Files_and_several_folders_are_listed_under_their_names()
    {
        using FlameScope.Tests.Processes.TemporaryFolder other = new();
        File.Copy(ExplorerApp.DataPath("segstore.perf.gz"), other.PathOf("a.perf.gz"));
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options =>
        {
            options.Paths.Add(other.Path);
            options.Paths.Add(ExplorerApp.DataPath("gcpulse.perf.gz"));
        });
        string[] expected = [$"{Path.GetFileName(app.Folder.Path)}/orders.perf.gz", $"{Path.GetFileName(other.Path)}/a.perf.gz", "gcpulse.perf.gz"];
        string[] names = [.. (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("name").GetString()!)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), names);
        foreach (string name in names)
        {
            await app.GetJsonAsync($"api/info?profile={Uri.EscapeDataString(name)}");
        }
    }
}
