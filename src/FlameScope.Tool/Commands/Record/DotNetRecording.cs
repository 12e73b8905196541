using System.Globalization;
using FlameScope.EventPipe;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>Records .NET programs.</summary>
internal static class DotNetRecording
{
    private static int List()
    {
        foreach (DotNetProcess process in DotNetProcess.List())
        {
            Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{process.Id,8}  {PlainText.Of(process.Name)}\n"));
        }

        return ExitCode.Success;
    }

    /// <returns>The exit code of a program that was started and has ended; success otherwise.</returns>
    public static async Task<int> RunAsync(DotNetRequest request, CancellationToken stop)
    {
        if (request.Lists)
        {
            return List();
        }

        if (request.Process is null == (request.Program.Length == 0))
        {
            throw new UsageException(request.Process is null
                ? "What is to be recorded? -p PID for a process, or -- COMMAND; --list shows the processes."
                : "-p PID and -- COMMAND exclude each other.");
        }

        EventPipeOptions options = new()
        {
            Duration = request.Duration,
            IsVerbose = request.IsVerbose,
            BufferMegabytes = request.BufferMegabytes,
            StopTimeout = RecordCommand.StopTimeout,
        };
        try
        {
            return request.Process is string process
                ? await AttachAsync(DotNetProcess.Find(process), request, options, stop).ConfigureAwait(false)
                : await LaunchAsync(request, options, stop).ConfigureAwait(false);
        }
        catch (EventPipeException error)
        {
            throw new InputException(error.Message, error);
        }
    }

    private static async Task<int> AttachAsync(DotNetProcess process, DotNetRequest request, EventPipeOptions options, CancellationToken stop)
    {
        EventPipeSession session = await EventPipeSession.AttachAsync(process.Id, options, stop).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            string until = request.Duration is null ? "; Ctrl+C stops it" : "";
            StandardError.Write(string.Create(CultureInfo.InvariantCulture, $"Recording {PlainText.Of(process.Name)} ({process.Id}){until}.\n"));
            await WriteAsync(session, request.Output, stop).ConfigureAwait(false);
            return ExitCode.Success;
        }
    }

    private static async Task<int> LaunchAsync(DotNetRequest request, EventPipeOptions options, CancellationToken stop)
    {
        LaunchedProcess launched = await LaunchedProcess.StartAsync(request.Program[0], request.Program[1..], options, cancellationToken: stop).ConfigureAwait(false);
        await using (launched.ConfigureAwait(false))
        {
            RecordingSummary summary = await WriteAsync(launched.Session, request.Output, stop).ConfigureAwait(false);
            return summary.End == RecordingEnd.ProcessEnded ? await launched.WaitForExitAsync(stop).ConfigureAwait(false) : ExitCode.Success;
        }
    }

    private static async Task<RecordingSummary> WriteAsync(EventPipeSession session, string path, CancellationToken stop)
    {
        RecordingSummary summary;
        FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        await using (file.ConfigureAwait(false))
        {
            summary = await session.RecordAsync(file, stop).ConfigureAwait(false);
        }

        string cut = summary.IsCut ? "; the process did not complete it in time, so that functions may have no names" : "";
        StandardError.Write(string.Create(
            CultureInfo.InvariantCulture, $"Wrote {summary.Bytes:N0} bytes to {PlainText.Of(path)}{cut}. Look at it: flamescope {PlainText.Of(path)}\n"));
        return summary;
    }
}
