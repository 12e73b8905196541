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
        ViewOptions view = new(
            [.. KnownFormats.NamesOf<ProfileSlice>().Union(KnownFormats.NamesOf<FlameTree>()).Union(KnownFormats.NamesOf<TopTable>())]);
        Command command = new(
            "convert",
            "Write a recording, or what a slice and a filter leave of it, for other tools: speedscope, the Firefox profiler or Chrome's developer tools "
                + "(cpuprofile), which keep the order of time, folded stacks, a flame graph as JSON, SVG or pprof, the table of functions as CSV.");
        FlameOptions flame = new();
        view.AddTo(command);
        flame.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(view.Read(parsed), flame.Read(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, FlameTreeOptions flame, CancellationToken cancellationToken)
    {
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        ProfileSlice slice = View.Of(() => request.SliceOf(store));
        if (flame.IsInverted && request.Format == "csv")
        {
            throw new UsageException("--invert is for flame graphs; the list of functions is the same, whoever called them.");
        }

        FlameTree tree = View.Of(() => FlameTree.Create(slice, flame));
        Warnings.Write(store, tree.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, flame.Root == RootGrouping.Process || request.Filter.NamesProcesses);
        Action<Stream> write =
            KnownFormats.Writers.Find<ProfileSlice>(request.Format) is not null ? output => request.Exporter<ProfileSlice>().Export(slice, output)
            : KnownFormats.Writers.Find<FlameTree>(request.Format) is not null ? output => request.Exporter<FlameTree>().Export(tree, output)
            : output => request.Exporter<TopTable>().Export(TopTable.From(tree), output);
        OutputTarget.Write(request.Output.File, write, cancellationToken);
        return ExitCode.Success;
    }
}
