using System.CommandLine;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope mcp</c>: answers an assistant's questions about recordings.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Folders and recordings that may be read; nothing else is. The current folder by default.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        SymbolWords symbols = new();
        Command command = new("mcp", "Answer an assistant's questions about recordings: the Model Context Protocol over standard input and output.") { paths };
        symbols.AddTo(command);
        command.SetAction((parsed, cancellationToken) => McpHost.RunAsync(
            new ExplorerRequest
            {
                Paths = parsed.GetValue(paths) is { Length: > 0 } named ? named : ["."],
                Symbols = symbols.Read(parsed, []),
                Host = "localhost",
                Port = null,
                AllowUpload = false,
                OpenBrowser = false,
                IntervalStep = null,
            },
            cancellationToken));
        return command;
    }
}
