using System.CommandLine;
using System.CommandLine.Parsing;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope heatmap</c>: when the recorded programs were busy.</summary>
internal static class HeatMapCommand
{
    private const long DefaultColumn = 1_000_000_000;
    private const string Auto = "auto";

    public static Command Create()
    {
        ViewOptions view = new(new OutputOptions([ViewOutput.Text, .. KnownFormats.NamesOf<FlameScope.HeatMap>()]) { HasIcicle = false });
        Option<string?> kind = ChoiceOption.Create(
            "--rows-by",
            "What a row is: an offset inside the column (the default), a CPU, or one of the busiest threads, processes, commands or control groups (containers).",
            [.. ViewNames.RowKinds]);
        Option<string?> rows = new("--rows")
        {
            HelpName = "N|auto",
            Description = "Rows a column, 1 to 10000, or auto: what fits the sampling frequency, so that no row stays empty; 50 by default.",
        };
        Option<string?> top = new("--top", "--limit")
        {
            HelpName = "N",
            Description = "How many threads, processes, commands or control groups get a row of their own; 20 by default. The last row has all others.",
        };
        Option<long?> column = new("--column")
        {
            HelpName = "SECONDS",
            Description = "Width of a column; 1 second by default.",
            CustomParser = ParseColumn,
        };
        Command command = new("heatmap", "Draw the heat map: seconds across, the offset inside each second upwards, colour for how many samples.");
        view.AddTo(command);
        command.Add(rows);
        command.Add(kind);
        command.Add(top);
        command.Add(column);
        command.SetAction((parsed, cancellationToken) =>
        {
            HeatMapOptions options = Read(parsed, kind, rows, top) with { ColumnNanoseconds = parsed.GetValue(column) ?? DefaultColumn };
            return RunAsync(view.Read(parsed), options, parsed.GetValue(rows) == Auto, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, HeatMapOptions options, bool hasAutoRows, CancellationToken cancellationToken)
    {
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        SampleFilter filter = request.Filter.Samples;
        HeatMap map = View.Of(() => HeatMap.Create(request.SliceOf(store), options with
        {
            Rows = hasAutoRows ? SamplingFrequency.RowsFor(SamplingFrequency.Of(store, filter.Event), options.ColumnNanoseconds) : options.Rows,
        }));
        Warnings.Write(store, map.Coverage, request.Filter.ChoosesEvent);
        Warnings.WriteUnknownProcesses(store, options.RowKind == HeatMapRowKind.Process || request.Filter.NamesProcesses);
        Warnings.WriteMissingCgroups(store, options.RowKind == HeatMapRowKind.Cgroup || request.Filter.NamesCgroups);
        ViewOutput.Write(
            request.Output,
            (terminal, text) => HeatMapText.Write(
                map, Captured(store, request), request.Filter.Caption, cell => FollowUp.Flame(request, map, cell), terminal, text),
            output => request.Exporter<HeatMap>().Export(map, output),
            cancellationToken);
        return ExitCode.Success;
    }

    private static HeatMapOptions Read(ParseResult parsed, Option<string?> kind, Option<string?> rows, Option<string?> top)
    {
        HeatMapOptions options = new() { RowKind = (HeatMapRowKind)ChoiceOption.Read(parsed, kind) };
        string? given = parsed.GetValue(rows);
        int? count = given == Auto ? null : Numbers.Positive(parsed, rows, HeatMapOptions.MaxRows);
        int? busiest = Numbers.Positive(parsed, top, HeatMapOptions.MaxRows);
        bool hasBusiest = options.RowKind is not (HeatMapRowKind.Offset or HeatMapRowKind.Cpu);
        if (given is not null && options.RowKind != HeatMapRowKind.Offset)
        {
            throw new UsageException($"--rows is for rows that are offsets{(hasBusiest ? "; --top N chooses how many others there are" : "")}.");
        }

        return busiest is not null && !hasBusiest
            ? throw new UsageException("--top needs --rows-by thread, process, command or cgroup.")
            : options with { Rows = count ?? options.Rows, TopRows = busiest ?? options.TopRows };
    }

    private static TimeRange Captured(SampleStore store, ViewRequest request) =>
        request.Slice.RangeIn(store) is TimeRange range ? store.TimeRange.Intersect(range) : store.TimeRange;

    private static long? ParseColumn(ArgumentResult argument)
    {
        long? width = Seconds.Parse(argument);
        if (width == 0)
        {
            argument.AddError("A column cannot be 0 seconds wide.");
        }

        return width;
    }
}
