using FlameScope.AspNetCore.Api;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Views take their turns.</summary>
public sealed class ProfileReaderTests
{
    [Fact]
    public async Task A_view_that_nobody_waits_for_any_more_is_not_begun()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        ProfileReader reader = app.Services.GetRequiredService<ProfileReader>();
        using ManualResetEventSlim end = new();
        int begun = 0;
        Task<int>[] before = [.. Enumerable.Range(0, 4 * Environment.ProcessorCount + 8).Select(_ => reader.BuildAsync(
            () =>
            {
                Interlocked.Increment(ref begun);
                end.Wait();
                return 0;
            },
            samples: 1,
            CancellationToken.None))];
        using CancellationTokenSource leaves = new();
        bool isBegun = false;
        Task<bool> view = reader.BuildAsync(() => isBegun = true, samples: 1, leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);
        Assert.True(begun < before.Length, $"{begun} views are built at once.");
        end.Set();
        await Task.WhenAll(before);
        Assert.False(isBegun);
    }

    [Fact]
    public async Task Large_views_keep_neither_small_ones_nor_lists_waiting()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        ProfileReader reader = app.Services.GetRequiredService<ProfileReader>();
        using ManualResetEventSlim end = new();
        Task<int>[] large = [.. Enumerable.Range(0, Math.Max(4, 2 * Environment.ProcessorCount)).Select(_ => reader.BuildAsync(
            () =>
            {
                end.Wait();
                return 0;
            },
            samples: 10_000_000,
            CancellationToken.None))];
        Assert.Equal(1189, (await app.GetJsonAsync("api/flame?profile=orders.perf.gz")).GetProperty("total").GetInt64());
        Assert.Equal(1, (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").GetArrayLength());
        Assert.False(large[0].IsCompleted);
        end.Set();
        await ((Task)Task.WhenAll(large)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task Views_of_all_sizes_do_not_keep_the_list_waiting()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        ProfileReader reader = app.Services.GetRequiredService<ProfileReader>();
        using ManualResetEventSlim end = new();
        Task<int>[] views = [.. Enumerable.Range(0, Math.Max(4, 2 * Environment.ProcessorCount)).Select(_ => reader.BuildAsync(
            () =>
            {
                end.Wait();
                return 0;
            },
            samples: 1,
            CancellationToken.None))];
        Assert.Equal(1, (await app.GetJsonAsync("api/profiles")).GetProperty("profiles").GetArrayLength());
        using HttpResponseMessage compatible = await app.Client.GetAsync("profile/");
        Assert.True(compatible.IsSuccessStatusCode);
        end.Set();
        await Task.WhenAll(views);
    }
}
