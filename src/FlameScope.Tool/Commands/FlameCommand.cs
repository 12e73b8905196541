using System.CommandLine;
using FlameScope.Export;
using FlameScope.Flames;
using FlameScope.Storage;
using FlameScope.Tool.Input;
using FlameScope.Tool.Output;
using FlameScope.Tool.Reports;
using FlameScope.Tool.Terminal;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope flame</c>: what the recorded programs did in a slice of time.</summary>
internal static class FlameCommand
{
    public static Command Create()
    {
        ViewOptions view = new("text", "json", "svg", "folded");
        Option<string?> root = new("--root")
        {
            HelpName = "command|process|thread|none",
            Description = "What stands at the root of every stack; the command by default.",
        };
        root.AcceptOnlyFromAmong("command", "process", "thread", "none");
        Command command = new("flame", "Merge the stacks of a slice of time into a flame graph.");
        view.AddTo(command);
        command.Add(root);
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(view.Read(parsed), RootOf(parsed.GetValue(root)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, RootGrouping root, CancellationToken cancellationToken)
    {
        OutputTarget.ThrowIfInput(request.Output, request.File);
        SampleStore store = await ProfileInput.LoadAsync(request.File, cancellationToken).ConfigureAwait(false);
        FlameTree tree = View.Of(() => FlameTree.Build(
            store, request.RangeIn(store), request.Filter, new FlameTreeOptions { Root = root }));
        Warnings.Write(store, tree.Coverage, request.Event is not null);
        if (root == RootGrouping.Process && !ProcessTable.AreProcessesKnown(store))
        {
            Warnings.WriteUnknownProcesses();
        }

        Action<Stream> write = output =>
        {
            if (request.Format == "text")
            {
                TerminalCapabilities terminal = TerminalCapabilities.Of(request.Output);
                TextOutput.Write(output, text => new FlameText(tree, terminal, text).Write(request));
            }
            else
            {
                Exporters.ForFlameTree(request.Format).Export(tree, output);
            }
        };
        OutputTarget.Write(request.Output, write, cancellationToken);
        return ExitCode.Success;
    }

    private static RootGrouping RootOf(string? name) => name switch
    {
        "process" => RootGrouping.Process,
        "thread" => RootGrouping.Thread,
        "none" => RootGrouping.None,
        _ => RootGrouping.Command,
    };
}
