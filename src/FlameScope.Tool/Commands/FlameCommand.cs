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
        ViewOptions view = new(ViewOutput.Text, "json", "svg", "folded");
        FlameOptions flame = new();
        Command command = new("flame", "Merge the stacks of a slice of time into a flame graph.");
        view.AddTo(command);
        flame.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(view.Read(parsed), flame.Read(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, FlameTreeOptions options, CancellationToken cancellationToken)
    {
        OutputTarget.ThrowIfInput(request.Output, request.File);
        SampleStore store = await ProfileInput.LoadAsync(request.File, cancellationToken).ConfigureAwait(false);
        FlameTree tree = View.Of(() => FlameTree.Create(store.Slice(request.Slice.RangeIn(store)).Where(request.Filter.Samples).WeighedBy(request.Weight), options));
        Warnings.Write(store, tree.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, options.Root == RootGrouping.Process || request.Filter.NamesProcesses);
        ViewOutput.Write(
            request,
            (terminal, text) => new FlameText(tree, terminal, text).Write(request.Caption),
            output => request.Exporter<FlameTree>().Export(tree, output),
            cancellationToken);
        return ExitCode.Success;
    }
}
