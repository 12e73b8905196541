using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope convert</c>: a recording, or a part of it, in a format that other tools read.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        ViewOptions view = ViewOptions.WithFormatBehindTo("speedscope", "folded", "json", "svg", "csv");
        Command command = new(
            "convert",
            "Write a recording, or what a slice and a filter leave of it, for other tools: speedscope (keeps the order of time), folded stacks, "
                + "a flame graph as JSON or SVG, the table of functions as CSV.");
        FlameOptions flame = new();
        view.AddTo(command);
        flame.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(view.Read(parsed), flame.Read(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, FlameTreeOptions flame, CancellationToken cancellationToken)
    {
        OutputTarget.ThrowIfInput(request.Output, request.File);
        SampleStore store = await ProfileInput.LoadAsync(request.File, cancellationToken).ConfigureAwait(false);
        TimeRange? range = View.Of(() => request.Slice.RangeIn(store));
        if (flame.IsInverted && request.Format == "csv")
        {
            throw new UsageException("--invert is for flame graphs; the list of functions is the same, whoever called them.");
        }

        FlameTree tree = View.Of(() => FlameTree.Create(store.Slice(range).Where(request.Filter.Samples).WeighedBy(request.Weight), flame));
        Warnings.Write(store, tree.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, flame.Root == RootGrouping.Process || request.Filter.NamesProcesses);
        Action<Stream> write = request.Format switch
        {
            "speedscope" => output => request.Exporter<ProfileSlice>().Export(
                store.Slice(range).Where(request.Filter.Samples).WeighedBy(request.Weight), output),
            "csv" => output => request.Exporter<TopTable>().Export(TopTable.From(tree), output),
            _ => output => request.Exporter<FlameTree>().Export(tree, output),
        };
        OutputTarget.Write(request.Output, write, cancellationToken);
        return ExitCode.Success;
    }
}
