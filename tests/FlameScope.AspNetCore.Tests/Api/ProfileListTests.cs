using System.Text.Json;
using FlameScope.Tests.Processes;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>What profiles there are.</summary>
public sealed class ProfileListTests
{
    [Fact]
    public async Task Profiles_have_name_format_size_and_time()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        JsonElement profile = Assert.Single((await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray());
        Assert.Equal("orders.perf.gz", profile.GetProperty("name").GetString());
        Assert.Equal("perf script", profile.GetProperty("format").GetString());
        Assert.Equal(new FileInfo(app.Folder.PathOf("orders.perf.gz")).Length, profile.GetProperty("bytes").GetInt64());
        Assert.EndsWith("Z", profile.GetProperty("modified").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_what_times_each_file_has_as_far_as_its_beginning_tells()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        await File.WriteAllTextAsync(app.Folder.PathOf("sums.folded"), "main;run 3\nmain;wait 4\n");
        await File.WriteAllTextAsync(app.Folder.PathOf("hits.cpuprofile"), """{"nodes":[{"id":1,"callFrame":{"functionName":"a"},"hitCount":3}]}""");
        await File.WriteAllTextAsync(app.Folder.PathOf("notes.txt"), "nothing of a profile");
        await File.WriteAllTextAsync(app.Folder.PathOf("late.cpuprofile"), LateTimes());
        Assert.Equal(
            [("hits.cpuprofile", "none"), ("late.cpuprofile", null), ("notes.txt", null), ("orders.perf.gz", "clock"), ("sums.folded", "none")],
            await AxesAsync(app));

        // Nodes alone, as the beginning has them, would be hits without times: the truth comes with the whole.
        await app.GetJsonAsync("api/info?profile=late.cpuprofile");
        Assert.Contains(("late.cpuprofile", "clock"), await AxesAsync(app));
    }

    private static string LateTimes() => FormattableString.Invariant($$"""
        {"nodes":[{"id":1,"callFrame":{"functionName":"{{new string('a', 200_000)}}"},"hitCount":3}],"startTime":0,"endTime":9,"samples":[1],"timeDeltas":[5]}
        """);

    private static async Task<(string? Name, string? Axis)[]> AxesAsync(ExplorerApp app) =>
        [.. (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray()
            .Select(profile => (profile.GetProperty("name").GetString(), profile.GetProperty("timeAxis").GetString()))];

    [Fact]
    public async Task Files_in_folders_are_named_by_their_path()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        Directory.CreateDirectory(app.Folder.PathOf("sub dir"));
        File.Move(app.Folder.PathOf("orders.perf.gz"), app.Folder.PathOf("sub dir/a+b & c.perf"));
        JsonElement list = await app.GetJsonAsync("api/profiles");
        Assert.Equal("sub dir/a+b & c.perf", list.GetProperty("profiles")[0].GetProperty("name").GetString());
        JsonElement info = await app.GetJsonAsync($"api/info?profile={Uri.EscapeDataString("sub dir/a+b & c.perf")}");
        Assert.Equal(3615, info.GetProperty("samples").GetInt64());
    }

    [Fact]
    public async Task One_unreadable_file_does_not_spoil_the_list()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        await File.WriteAllBytesAsync(app.Folder.PathOf("cut.gz"), [0x1f, 0x8b, 8, 0, 1, 2]);
        await File.WriteAllTextAsync(app.Folder.PathOf("notes.txt"), "nothing of a profile");
        string secret = app.Folder.PathOf("secret.perf");
        await File.WriteAllTextAsync(secret, "x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secret, UnixFileMode.None);
            File.CreateSymbolicLink(app.Folder.PathOf("dangling"), app.Folder.PathOf("nowhere"));
            File.CreateSymbolicLink(app.Folder.PathOf("circle"), app.Folder.PathOf("circle"));
        }

        JsonElement[] profiles = [.. (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").EnumerateArray()];
        Assert.Contains(profiles, profile => profile.GetProperty("format").GetString() == "perf script");
        Assert.Equal(["cut.gz", "notes.txt", "orders.perf.gz", "secret.perf"], profiles.Select(profile => profile.GetProperty("name").GetString()));
    }

    // Whoever opens a pipe waits until somebody writes into it.
    [Fact]
    public async Task A_pipe_is_listed_and_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        ProgramRun made = await ProgramRun.RunAsync("mkfifo", [app.Folder.PathOf("a.perf")], app.Folder.Path);
        Assert.True(made.ExitCode == 0, made.ToString());
        JsonElement pipe = (await app.GetJsonAsync("api/profiles").WaitAsync(TimeSpan.FromSeconds(20))).GetProperty("profiles")[0];
        Assert.Equal(("a.perf", null), (pipe.GetProperty("name").GetString(), pipe.GetProperty("format").GetString()));
        await app.GetProblemAsync("api/info?profile=a.perf", 422).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("unknown", (await app.GetJsonAsync("profile/").WaitAsync(TimeSpan.FromSeconds(20)))[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_number_of_listed_files_is_bounded()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(configure: options => options.MaxProfiles = 5);
        for (int i = 0; i < 10; i++)
        {
            await File.WriteAllTextAsync(app.Folder.PathOf($"{i}.txt"), "x");
        }

        Assert.Equal(5, (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").GetArrayLength());
    }

    [Fact]
    public async Task Information_has_frequency_rows_and_the_wall_clock()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(["orders.perf.gz", "gcpulse.perf.gz", "segstore.perf.gz"]);
        JsonElement orders = await app.GetJsonAsync("api/info?profile=orders.perf.gz");
        Assert.Equal("2026-11-22T19:42:14.120149819Z", orders.GetProperty("wallClockAtOrigin").GetString());
        Assert.Equal((99, 99), await FrequencyAndRowsAsync(app, "orders.perf.gz"));
        Assert.Equal((999, 111), await FrequencyAndRowsAsync(app, "gcpulse.perf.gz"));
        Assert.Equal((49, 49), await FrequencyAndRowsAsync(app, "segstore.perf.gz"));
    }

    private static async Task<(int Frequency, int Rows)> FrequencyAndRowsAsync(ExplorerApp app, string name)
    {
        JsonElement info = await app.GetJsonAsync($"api/info?profile={name}");
        return (info.GetProperty("events")[0].GetProperty("frequency").GetInt32(), info.GetProperty("suggestedRows").GetInt32());
    }
}
