using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FlameScope.EventPipe.Target;

/// <summary>Kinds of programs that people record.</summary>
internal static class Loads
{
    public static Task<IAsyncDisposable> StartAsync(string kind) => kind switch
    {
        "web" => StartWebAsync(),
        "starvation" => Start(() => Run(64, Starve)),
        "async" => Start(() => Run(32, _ => FlowAsync())),
        "allocation" => Start(() => Run(2, _ => Task.Run(Allocate))),
        "convoy" => Start(Convoy.Start),
        _ => Start(() => { }),
    };

    private static Task<IAsyncDisposable> Start(Action start)
    {
        start();
        return Task.FromResult<IAsyncDisposable>(new MemoryStream());
    }

    private static void Run(int count, Func<int, Task> work)
    {
        for (int i = 0; i < count; i++)
        {
            _ = work(i);
        }
    }

    // More tasks that block than there are threads in the pool.
    private static Task Starve(int number) => Task.Run(async () =>
    {
        while (true)
        {
            Thread.Sleep(20 + (number % 7));
            Work.Spin();
            await Task.Yield();
        }
    });

    private static async Task FlowAsync()
    {
        for (int i = 0; ; i++)
        {
            await Task.Yield();
            await StepAsync(i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> StepAsync(int step)
    {
        await Task.Delay(step % 3);
        return await LeafAsync(step).ConfigureAwait(false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async ValueTask<int> LeafAsync(int step)
    {
        await Task.Yield();
        return Enumerable.Range(0, 500).Select(number => number * step).Where(number => number % 3 == 0).Count();
    }

    private static void Allocate()
    {
        Queue<object> kept = new();
        for (int i = 0; ; i++)
        {
            kept.Enqueue(i % 50 == 0 ? new byte[100_000] : new string('x', i % 300));
            if (kept.Count > 20_000)
            {
                kept.Dequeue();
            }
        }
    }

    private static async Task<IAsyncDisposable> StartWebAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/", () => string.Join(' ', Enumerable.Range(0, 200).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        await app.StartAsync();
        HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };
        Run(8, async _ =>
        {
            while (true)
            {
                await client.GetStringAsync("/");
            }
        });
        return app;
    }
}
