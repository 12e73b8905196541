using System.Buffers;
using FlameScope.AspNetCore.Api;
using FlameScope.Export;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>Views as files.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("heatmap", "svg")]
    [InlineData("heatmap", "json")]
    [InlineData("heatmap", "csv")]
    [InlineData("flame", "svg")]
    [InlineData("flame", "json")]
    [InlineData("flame", "folded")]
    [InlineData("flame", "speedscope")]
    [InlineData("diff", "svg")]
    [InlineData("diff", "json")]
    [InlineData("diff", "folded")]
    [InlineData("diff", "csv")]
    [InlineData("top", "json")]
    [InlineData("top", "csv")]
    public async Task Every_view_has_every_format(string view, string format)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        string query = $"api/export?profile=orders.perf.gz&view={view}&format={format}&baseFrom=1&baseTo=3";
        using HttpResponseMessage response = await app.Client.GetAsync(query);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
        Assert.StartsWith("orders.perf.gz.", response.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        await app.GetProblemAsync($"{query}&event=nothing", 400);
    }

    [Theory]
    [InlineData("", SvgTheme.Automatic)]
    [InlineData("&theme=light", SvgTheme.Light)]
    [InlineData("&theme=Dark", SvgTheme.Dark)]
    public async Task A_drawing_has_the_theme_that_was_asked_for(string theme, SvgTheme expected)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        SampleStore store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
        string drawn = ExportFormats.Default.Find<FlameTree>("svg")!.Create(new ExportOptions { Theme = expected }).ExportToString(FlameTree.Create(store));
        Assert.Equal(drawn, await app.Client.GetStringAsync($"api/export?profile=orders.perf.gz&view=flame&format=svg{theme}"));
        await app.GetProblemAsync("api/export?profile=orders.perf.gz&view=flame&format=svg&theme=blue", 400);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("thread")]
    [InlineData("process")]
    [InlineData("command")]
    public async Task Heat_maps_have_rows_of_all_kinds(string rows)
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync();
        System.Text.Json.JsonElement map = await app.GetJsonAsync($"api/heatmap?profile=orders.perf.gz&rowsBy={rows}&limit=3");
        SampleStore store = ProfileLoader.Load(ExplorerApp.DataPath(ExplorerApp.Orders));
        HeatMap expected = HeatMap.Create(store, new HeatMapOptions { RowKind = Enum.Parse<HeatMapRowKind>(rows, ignoreCase: true), TopRows = 3 });
        Assert.Equal(expected.RowNames, map.GetProperty("rowNames").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(expected.Values.ToArray(), map.GetProperty("data").GetProperty("values").EnumerateArray().Select(value => value.GetInt64()));
        string csv = await app.Client.GetStringAsync($"api/export?profile=orders.perf.gz&view=heatmap&format=csv&rowsBy={rows}&limit=3");
        Assert.Contains(expected.RowNames[0], csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_written_only_as_fast_as_it_is_read()
    {
        long written = 0;
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ExportResult result = new(
            output =>
            {
                try
                {
                    for (int i = 0; i < 10_000; i++)
                    {
                        output.Write(new byte[10_000]);
                        Interlocked.Add(ref written, 10_000);
                    }
                }
                finally
                {
                    ended.SetResult();
                }
            },
            "text/plain",
            "a.txt");
        using StuckStream body = new();
        using CancellationTokenSource leaves = new();
        DefaultHttpContext context = new() { RequestAborted = leaves.Token, RequestServices = new EmptyServices() };
        context.Response.Body = body;
        Task sent = result.ExecuteAsync(context);
        await body.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(200);
        Assert.InRange(Interlocked.Read(ref written), 1, 2_000_000);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    // A client that takes nothing.
    private sealed class StuckStream : MemoryStream
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
