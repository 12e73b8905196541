using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FlameScope.Export;
using FlameScope.HeatMaps;
using FlameScope.Model;
using FlameScope.Storage;
using FlameScope.Tool.Input;
using FlameScope.Tool.Output;
using FlameScope.Tool.Terminal;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope heatmap</c>: when the recorded programs were busy.</summary>
internal static class HeatMapCommand
{
    private const int DefaultRows = 50;
    private const long DefaultColumn = 1_000_000_000;

    public static Command Create()
    {
        ViewOptions view = new("text", "json", "svg");
        Option<int> rows = new("--rows")
        {
            HelpName = "N",
            Description = "Rows a column, 1 to 10000; 50 by default. The sampling frequency is a good number.",
            CustomParser = ParseRows,
            DefaultValueFactory = _ => DefaultRows,
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
        command.Add(column);
        command.SetAction((parsed, cancellationToken) =>
        {
            HeatMapOptions options = new() { Rows = parsed.GetValue(rows), ColumnWidth = parsed.GetValue(column) ?? DefaultColumn };
            return RunAsync(view.Read(parsed), options, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, HeatMapOptions options, CancellationToken cancellationToken)
    {
        OutputTarget.ThrowIfInput(request.Output, request.File);
        SampleStore store = await ProfileInput.LoadAsync(request.File, cancellationToken).ConfigureAwait(false);
        HeatMap map = View.Of(() => HeatMap.Build(
            store,
            options with { Filter = request.Filter, Range = request.RangeIn(store) }));
        Warnings.Write(store, map.Coverage, request.Event is not null);
        Action<Stream> write = output =>
        {
            if (request.Format == "text")
            {
                TerminalCapabilities terminal = TerminalCapabilities.Of(request.Output);
                TextOutput.Write(output, text => HeatMapText.Write(map, Captured(store, request), request, terminal, text));
            }
            else
            {
                Exporters.ForHeatMap(request.Format).Export(map, output);
            }
        };
        OutputTarget.Write(request.Output, write, cancellationToken);
        return ExitCode.Success;
    }

    private static TimeRange Captured(SampleStore store, ViewRequest request) =>
        request.RangeIn(store) is TimeRange range ? store.TimeRange.Intersect(range) : store.TimeRange;

    private static int ParseRows(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows is >= 1 and <= HeatMapOptions.MostRows)
        {
            return rows;
        }

        argument.AddError($"'{text}' is no number of rows: expected 1 to {HeatMapOptions.MostRows}.");
        return 0;
    }

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
