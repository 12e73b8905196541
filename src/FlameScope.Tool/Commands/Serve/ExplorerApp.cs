using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlameScope.Tool.Commands;

/// <summary>The explorer as the command runs it, wherever its requests come from.</summary>
internal static class ExplorerApp
{
    /// <param name="request">What the command line asks for.</param>
    /// <param name="isLocal">Whether only this machine can ask.</param>
    /// <param name="configure">What else it takes, such as a server.</param>
    /// <param name="guard">What stands before the page and the API; nothing by default.</param>
    public static WebApplication Build(
        ExplorerRequest request, bool isLocal, Action<IServiceCollection> configure, Action<WebApplication>? guard = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // The command says in one line why the server cannot start.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.AddFlameScope(options =>
        {
            foreach (string path in request.Paths)
            {
                options.Paths.Add(path);
            }

            options.AllowUpload = request.AllowUpload;
            if (request.IntervalStep is TimeSpan step)
            {
                options.Load = options.Load with { IntervalStep = step };
            }

            // Who serves single recordings to this machine alone looks at them as with any other command; others get what --symbols names.
            options.Load = options.Load with
            {
                Symbols = request.Symbols with { OpenRecordedFiles = isLocal && request.Paths.All(File.Exists) },
            };
        });
        configure(builder.Services);

        // The command has its own way to be interrupted.
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        WebApplication app = builder.Build();
        guard?.Invoke(app);
        app.MapFlameScope("/");
        return app;
    }

    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
