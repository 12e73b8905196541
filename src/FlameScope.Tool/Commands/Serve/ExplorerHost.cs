using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.Tool.Commands;

/// <summary>Runs the explorer until it is told to stop. Nothing of ASP.NET Core is loaded before.</summary>
internal static class ExplorerHost
{
    // Another site must not reach this server under a name of its own (DNS rebinding).
    private static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <exception cref="UsageException">The address makes no sense.</exception>
    /// <exception cref="InputException">A path is not there, or the port is taken.</exception>
    public static async Task<int> RunAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        string? missing = request.Paths.FirstOrDefault(path => !Path.Exists(path));
        if (missing is not null)
        {
            throw new InputException($"there is no file or folder '{missing}'.");
        }

        WebApplication app = await StartAsync(request, cancellationToken).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            string address = app.Urls.First();
            await Console.Out.WriteAsync($"Open {address} in a browser. Ctrl+C ends it.\n").ConfigureAwait(false);
            if (request.OpenBrowser)
            {
                Open(address);
            }

            await WaitAsync(cancellationToken).ConfigureAwait(false);
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCode.Success;
    }

    private static async Task<WebApplication> StartAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        IPAddress address = AddressOf(request.Host);
        int port = request.Port ?? ExplorerRequest.DefaultPort;
        while (true)
        {
            WebApplication app = Build(request, address, port);
            try
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
                return app;
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                await app.DisposeAsync().ConfigureAwait(false);
                SocketError? reason = ReasonOf(error);

                // Nobody asked for this very port.
                bool isOurChoice = request.Port is null && port == ExplorerRequest.DefaultPort && reason == SocketError.AddressAlreadyInUse;
                port = isOurChoice ? 0 : throw new InputException($"cannot listen on {request.Host} port {port}: {InWords(reason) ?? error.Message}", error);
            }
        }
    }

    private static SocketError? ReasonOf(Exception error) => (error as SocketException ?? error.GetBaseException() as SocketException)?.SocketErrorCode;

    private static string? InWords(SocketError? reason) => reason switch
    {
        SocketError.AddressAlreadyInUse => "it is taken by another program; --port 0 takes any that is free.",
        SocketError.AccessDenied => "permission denied; ports below 1024 are the system's own, --port 4040 is not.",
        SocketError.AddressNotAvailable => "it is no address of this machine; 127.0.0.1 is, and 0.0.0.0 stands for all.",
        SocketError.AddressFamilyNotSupported => "this machine has no addresses of this kind.",
        _ => null,
    };

    private static WebApplication Build(ExplorerRequest request, IPAddress address, int port)
    {
        bool isLocal = IPAddress.IsLoopback(address);
        return ExplorerApp.Build(
            request,
            isLocal,
            services =>
            {
                services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(address, port));
                services.AddHostFiltering(filter => filter.AllowedHosts = isLocal ? LocalNames : ["*"]);
            },
            app => app.UseHostFiltering());
    }

    private static IPAddress AddressOf(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(host, out IPAddress? address) => address,
        _ => throw new UsageException($"--host {host} is no address of this machine; give numbers such as 127.0.0.1 or 0.0.0.0."),
    };

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Told to stop, which is how a server ends well.
        }
    }

    private static void Open(string address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException)
        {
            // There is no browser; the address stands above.
        }
    }
}
