using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope top</c>: the functions of a slice of time, and what stands around one of them.</summary>
internal static class TopCommand
{
    private const int DefaultLimit = 30;
    private static readonly string[] TableFormats = [ViewOutput.Text, .. KnownFormats.NamesOf<TopTable>()];
    private static readonly string[] TreeFormats = [ViewOutput.Text, .. KnownFormats.NamesOf<FlameTree>()];

    public static Command Create()
    {
        ViewOptions view = new([.. TableFormats.Union(TreeFormats)]);
        Option<string?> by = FlameOptions.By();
        Option<string?> sort = ChoiceOption.Create(
            "--sort", "What the text is sorted by: what a function ran itself (the default), or everything under it.", "self", "total");
        Option<string?> limit = new("--limit") { HelpName = "N", Description = $"Lines of the text; {DefaultLimit} by default." };
        Option<string?> callers = new("--callers")
        {
            HelpName = "FUNCTION",
            Description = $"Show who called this function, as a flame graph: {Patterns.Syntax}, if that fits one function.",
        };
        Option<string?> callees = new("--callees") { HelpName = "FUNCTION", Description = "Show what this function called, as a flame graph." };
        Command command = new("top", "List the functions of a slice of time: what each ran itself, and everything under it.");
        view.AddTo(command);
        command.Add(by);
        command.Add(sort);
        command.Add(limit);
        command.Add(callers);
        command.Add(callees);
        command.SetAction((parsed, cancellationToken) =>
        {
            TopRequest top = new(
                (FrameGrouping)ChoiceOption.Read(parsed, by),
                ChoiceOption.Read(parsed, sort) == 1,
                Numbers.Positive(parsed, limit) ?? DefaultLimit,
                parsed.GetValue(callers),
                parsed.GetValue(callees));
            return RunAsync(view.Read(parsed), top, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, TopRequest top, CancellationToken cancellationToken)
    {
        top.Check(request.Format, TableFormats, TreeFormats);
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        FlameTreeOptions options = new()
        {
            Root = top.IsSandwich ? RootGrouping.Command : RootGrouping.None,
            Frames = top.By,
        };
        FlameTree tree = View.Of(() => FlameTree.Create(request.SliceOf(store), options));
        Warnings.Write(store, tree.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, request.Filter.NamesProcesses);
        TopTable table = TopTable.From(tree, store);
        if (top.IsSandwich)
        {
            SandwichView.Write(request, top, tree, table, cancellationToken);
            return ExitCode.Success;
        }

        IReadOnlyList<TopRow> rows = top.ByTotal ? [.. table.Rows.OrderByDescending(row => row.Total)] : table.Rows;
        ViewOutput.Write(
            request.Output,
            (terminal, text) => TopText.Write(table, rows, top.Limit, request.Caption, terminal, text),
            output => request.Exporter<TopTable>().Export(table, output),
            cancellationToken);
        return ExitCode.Success;
    }
}
