using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope chart</c>: the stacks of a slice of time in the order of time, thread by thread.</summary>
internal static class ChartCommand
{
    // Of the slice, for the text: what is shorter is one line together with its neighbours.
    private const int ShortestParts = 100;

    public static Command Create()
    {
        ViewOptions view = new(new OutputOptions([ViewOutput.Text, .. KnownFormats.NamesOf<StackChart>()]) { HasIcicle = false });
        Option<string?> limit = new("--limit") { HelpName = "N", Description = $"Threads, the busiest first; {new StackChartOptions().MaxLanes} by default." };
        Option<string[]> hide = FlameOptions.Hide();
        Command command = new("chart", "Show the stacks of a slice of time in the order of time, thread by thread.");
        view.AddTo(command);
        command.Add(limit);
        command.Add(hide);
        command.SetAction((parsed, cancellationToken) =>
        {
            StackChartOptions chart = new() { Hide = FlameOptions.ReadHide(parsed, hide) };
            return RunAsync(view.Read(parsed), Numbers.Positive(parsed, limit) is int lanes ? chart with { MaxLanes = lanes } : chart, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, StackChartOptions options, CancellationToken cancellationToken)
    {
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        StackChart chart = View.Of(() =>
        {
            ProfileSlice slice = request.SliceOf(store);
            long duration = (slice.Range ?? store.TimeRange).Duration;
            return StackChart.Create(slice, request.Format == ViewOutput.Text ? options with { MinNanoseconds = duration / ShortestParts } : options);
        });
        Warnings.Write(store, chart.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, request.Filter.NamesProcesses);
        ViewOutput.Write(
            request.Output,
            (terminal, text) => ChartText.Write(chart, request.Caption, terminal, text),
            output => request.Exporter<StackChart>().Export(chart, output),
            cancellationToken);
        return ExitCode.Success;
    }
}
