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
            CancellationToken.None))];
        using CancellationTokenSource leaves = new();
        bool isBegun = false;
        Task<bool> view = reader.BuildAsync(() => isBegun = true, leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);
        Assert.True(begun < before.Length, $"{begun} views are built at once.");
        end.Set();
        await Task.WhenAll(before);
        Assert.False(isBegun);
    }
}
