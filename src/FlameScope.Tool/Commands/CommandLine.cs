using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The whole command: parses, runs, and turns every failure into one line and an exit code.</summary>
internal static class CommandLine
{
    public const string Name = "flamescope";

    public static async Task<int> RunAsync(string[] args)
    {
        // On Windows a console has a code page of its own; everything written here is UTF-8.
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        RootCommand root = OverviewCommand.CreateRoot(
            InfoCommand.Create(),
            HeatMapCommand.Create(),
            FlameCommand.Create(),
            ChartCommand.Create(),
            TopCommand.Create(),
            DiffCommand.Create(),
            ConvertCommand.Create(),
            FindCommand.Create(),
            ReportCommand.Create(),
            ServeCommand.Create(),
            RecordCommand.Create(),
            LiveCommand.Create(),
            PackCommand.Create(),
            McpCommand.Create());

        // A recording may be named @x: no response files.
        ParseResult parsed = root.Parse(HelpWords.Replace(args, root), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            ReportUsage(parsed, UnknownWords.ErrorsOf(parsed));
            return ExitCode.BadUsage;
        }

        // To stop a recording is how it ends well; the recorded process takes its time to complete it.
        string command = parsed.CommandResult.Command.Name;
        bool records = command is RecordCommand.Name or LiveCommand.Name;
        using Interruption interruption = new(
            command == RecordCommand.Name ? RecordCommand.StopTimeout : records ? LiveCommand.StopTimeout : TimeSpan.FromSeconds(1));
        Task<int> run = Task.Run(() => RunAsync(parsed, interruption.Token));
        await Task.WhenAny(run, interruption.GraceIsOver).ConfigureAwait(false);
        return records && run.IsCompleted ? await run.ConfigureAwait(false) : interruption.ExitCode ?? await run.ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (UsageException error)
        {
            ReportUsage(parsed, [error.Message]);
            return ExitCode.BadUsage;
        }
        catch (UnauthorizedAccessException)
        {
            // Of help and version; files and views say themselves what they could not do.
            StandardError.Write(OneLine($"cannot write standard output: {OutputTarget.IsClosed}"));
            return ExitCode.BadInput;
        }
        catch (Exception error) when (error is InputException or ProfileFormatException or IOException)
        {
            StandardError.Write(OneLine(error.Message));
            return ExitCode.BadInput;
        }
    }

    private static string OneLine(string message) => $"{Name}: {string.Join(' ', message.Split('\n').Select(line => PlainText.Of(line.Trim())))}\n";

    private static void ReportUsage(ParseResult parsed, IEnumerable<string> messages)
    {
        StringBuilder text = new();
        foreach (string message in messages.Distinct())
        {
            text.Append(OneLine(message));
        }

        string command = parsed.CommandResult.Command is RootCommand or { Name: "help" } ? Name : $"{Name} {parsed.CommandResult.Command.Name}";
        text.Append("Try '").Append(command).Append(" --help' for how to use it.\n");
        StandardError.Write(text.ToString());
    }
}
