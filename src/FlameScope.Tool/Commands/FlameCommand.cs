using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope flame</c>: what the recorded programs did in a slice of time.</summary>
internal static class FlameCommand
{
    public static Command Create()
    {
        ViewOptions view = new([ViewOutput.Text, .. KnownFormats.NamesOf<FlameTree>()]);
        FlameOptions flame = new();
        Option<string?> limit = new("--limit") { HelpName = "N", Description = "Lines of the text; all that are 0.5 % or more by default." };
        Command command = new("flame", "Merge the stacks of a slice of time into a flame graph.");
        view.AddTo(command);
        flame.AddTo(command);
        command.Add(limit);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            view.Read(parsed), flame.Read(parsed), Numbers.Positive(parsed, limit) ?? int.MaxValue, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, FlameTreeOptions options, int limit, CancellationToken cancellationToken)
    {
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        FlameTree tree = View.Of(() => FlameTree.Create(request.SliceOf(store), options));
        Warnings.Write(store, tree.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, options.Root == RootGrouping.Process || request.Filter.NamesProcesses);
        ViewOutput.Write(
            request.Output,
            (terminal, text) => new FlameText(tree, terminal, text).Write(request.Caption, limit),
            output => request.Exporter<FlameTree>().Export(tree, output),
            cancellationToken);
        return ExitCode.Success;
    }
}
