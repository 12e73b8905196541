using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Diagnostics.NETCore.Client;

namespace FlameScope.EventPipe;

/// <summary>A program that was started to be recorded from its first instruction on.</summary>
public sealed class LaunchedProcess : IAsyncDisposable
{
    private const string DiagnosticPorts = "DOTNET_DiagnosticPorts";

    private readonly Process _process;
    private readonly DiagnosticsClientConnector _connector;
    private readonly DirectoryInfo _folder;

    private LaunchedProcess(Process process, DiagnosticsClientConnector connector, DirectoryInfo folder, EventPipeSession session)
    {
        _process = process;
        _connector = connector;
        _folder = folder;
        Session = session;
    }

    /// <summary>The recording.</summary>
    public EventPipeSession Session { get; }

    /// <summary>Starts a program and records it.</summary>
    /// <param name="command">The program, such as <c>dotnet</c>.</param>
    /// <param name="arguments">Its arguments, such as <c>app.dll</c>.</param>
    /// <param name="options">How to record; <see langword="null"/> for the defaults.</param>
    /// <param name="connectTimeout">How long its runtime may take to start; 30 seconds where it is <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the call early; the program is ended with it.</param>
    /// <remarks>The program has this process's input, output and error stream.</remarks>
    /// <exception cref="ArgumentException"><paramref name="command"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="arguments"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="EventPipeException">The program cannot be started, or starts no .NET in time; it is ended then.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<LaunchedProcess> StartAsync(
        string command,
        IEnumerable<string> arguments,
        EventPipeOptions? options = null,
        TimeSpan? connectTimeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(arguments);
        options ??= new EventPipeOptions();
        options.ThrowIfInvalid();
        TimeSpan timeout = connectTimeout ?? TimeSpan.FromSeconds(30);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("flamescope-");
        string port = OperatingSystem.IsWindows() ? $"flamescope-{Guid.NewGuid():N}" : Path.Combine(folder.FullName, "port");
        Process? process = null;
        DiagnosticsClientConnector? connector = null;
        try
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);

            // The port listens once the call has begun; a runtime that is there earlier tries again.
            Task<DiagnosticsClientConnector> connecting = DiagnosticsClientConnector.FromDiagnosticPort($"{port},listen", limit.Token);
            process = Launch(command, arguments, $"{port},suspend,connect");
            connector = await ConnectAsync(connecting, process, limit).ConfigureAwait(false);
            EventPipeSession session = await EventPipeSession.StartAsync(connector.Instance, process.Id, options, limit.Token).ConfigureAwait(false);
            KeepPortFromChildren(connector.Instance);
            connector.Instance.ResumeRuntime();
            return new LaunchedProcess(process, connector, folder, session);
        }
        catch (Exception error)
        {
            await EndAsync(process, connector, folder).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (error is OperationCanceledException)
            {
                throw new EventPipeException($"{command} started no .NET that could be recorded within {timeout.TotalSeconds:0} s.", error);
            }

            throw;
        }
    }

    /// <summary>Waits for the program to end.</summary>
    /// <param name="cancellationToken">Ends the wait, not the program.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Ends the session, and the program where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        await EndAsync(_process, _connector, _folder).ConfigureAwait(false);
    }

    private static Process Launch(string command, IEnumerable<string> arguments, string port)
    {
        ProcessStartInfo start = new(command, arguments) { UseShellExecute = false };
        start.Environment[DiagnosticPorts] = port;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new EventPipeException($"{command} cannot be started: {error.Message}", error);
        }
    }

    private static async Task<DiagnosticsClientConnector> ConnectAsync(Task<DiagnosticsClientConnector> connecting, Process process, CancellationTokenSource limit)
    {
        Task ended = process.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(connecting, ended).ConfigureAwait(false) == ended && process.HasExited)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            throw new EventPipeException($"The program ended with exit code {process.ExitCode} before it started a .NET that could be recorded.");
        }

        // The client gives nothing back where its time is over.
        return await connecting.ConfigureAwait(false) ?? throw new OperationCanceledException(limit.Token);
    }

    // Programs that the program starts would wait at the port for ever.
    private static void KeepPortFromChildren(DiagnosticsClient client)
    {
        try
        {
            client.SetEnvironmentVariable(DiagnosticPorts, null!);
        }
        catch (DiagnosticsClientException)
        {
            // Runtimes before .NET 6 cannot do that.
        }
    }

    private static async ValueTask EndAsync(Process? process, DiagnosticsClientConnector? connector, DirectoryInfo folder)
    {
        try
        {
            process?.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }

        process?.Dispose();
        if (connector is not null)
        {
            await connector.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // What is still open there is left to the system.
        }
    }
}
