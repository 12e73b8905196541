using System.CommandLine;
using System.Globalization;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope serve</c>: the explorer in a browser.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Folders and recordings to show; the current folder by default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> port = new("--port")
        {
            HelpName = "NUMBER",
            Description = $"The port to listen on; 0 for any that is free. Without it, {ExplorerRequest.DefaultPort}, or one that is free where another program has that.",
        };
        Option<string> host = new("--host")
        {
            HelpName = "ADDRESS",
            Description = "The address to listen on; only this machine can look by default. There is no password.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        Option<bool> upload = new("--upload") { Description = "Let recordings be dropped on the page; they are deleted when the server ends." };
        Option<long?> step = InputOptions.StepOption();
        Option<bool> open = new("--open") { Description = "Open the page in a browser." };
        SymbolWords symbols = new();
        Command command = new("serve", "Show recordings in a browser: select a slice of the heat map, read its flame graph.")
        {
            paths,
            port,
            host,
            upload,
            open,
            step,
        };
        symbols.AddTo(command);
        command.SetAction((parsed, cancellationToken) => ExplorerHost.RunAsync(
            new ExplorerRequest
            {
                Paths = parsed.GetValue(paths) is { Length: > 0 } named ? named : ["."],
                Symbols = symbols.Read(parsed, []),
                Host = parsed.GetValue(host)!,
                Port = PortOf(parsed.GetValue(port)),
                AllowUpload = parsed.GetValue(upload),
                OpenBrowser = parsed.GetValue(open),
                IntervalStep = parsed.GetValue(step) is long nanoseconds ? InputOptions.StepOf(nanoseconds) : null,
            },
            cancellationToken));
        return command;
    }

    private static int? PortOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : throw new UsageException($"'{text}' is no number for --port: expected 0 to {ushort.MaxValue}.");
    }
}
