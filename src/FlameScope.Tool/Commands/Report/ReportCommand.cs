using System.CommandLine;
using System.Globalization;
using FlameScope.Export;
using FlameScope.Report;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope report</c>: a recording and the page in one HTML file, for a ticket, a mail or an archive.</summary>
internal static class ReportCommand
{
    private const string Extension = ".html";
    private const string StandardInput = "-";

    public static Command Create()
    {
        InputOptions input = new();
        SliceOptions slice = SliceOptions.Shown();
        FilterOptions filter = new();
        ReportOptions report = new();
        Option<string?> output = new("--output", "-o") { HelpName = "FILE", Description = $"The file to write; FILE{Extension} by default, - for standard output." };
        Option<string?> baseline = new("--baseline") { HelpName = "FILE", Description = "Another recording to put into the report, to compare with." };
        Command command = new(
            "report",
            "Write a recording and the page into one HTML file: it opens in any browser, asks nobody for anything, and answers what the server answers. "
                + "Filters and a slice choose what is in it.");
        input.AddTo(command);
        slice.AddTo(command);
        filter.AddTo(command);
        command.Add(baseline);
        report.AddTo(command);
        command.Add(output);
        command.SetAction((parsed, cancellationToken) =>
        {
            InputRequest request = input.Read(parsed);
            return RunAsync(
                request, slice.Read(parsed), filter.Read(parsed), report.Read(parsed), parsed.GetValue(baseline), TargetOf(parsed.GetValue(output), request), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        InputRequest input, Slice slice, FilterRequest filter, HtmlReportOptions options, string? baseline, string? target, CancellationToken cancellationToken)
    {
        OutputTarget.ThrowIfInput(target, input.File);
        SampleStore store = await ProfileInput.LoadAsync(input, cancellationToken).ConfigureAwait(false);
        options = options with { File = FileOf(input.File) };
        if (baseline is not null)
        {
            OutputTarget.ThrowIfInput(target, baseline, "the baseline");
            InputRequest other = input with { File = baseline, Markers = null };
            SampleStore baselineStore = await ProfileInput.LoadAsync(other, cancellationToken).ConfigureAwait(false);
            options = options with { Baseline = baselineStore.Where(filter.Samples), BaselineFile = FileOf(baseline) };
        }

        ProfileSlice packed = View.Of(() => store.Slice(slice.RangeIn(store)).Where(filter.Samples).CancelledBy(cancellationToken));
        Warnings.WriteOfLoad(store);
        byte[] html = View.Of(() => Export(packed, options));
        OutputTarget.Write(target, stream => stream.Write(html), cancellationToken);
        if (target is not null)
        {
            StandardError.Write(string.Create(CultureInfo.InvariantCulture, $"{target}: {html.Length:N0} bytes\n"));
        }

        return ExitCode.Success;
    }

    private static byte[] Export(ProfileSlice slice, HtmlReportOptions options)
    {
        try
        {
            using MemoryStream html = new();
            new HtmlReportExporter(options).Export(slice, html);
            return html.ToArray();
        }
        catch (ReportTooLargeException error)
        {
            throw new InputException($"{error.Message} --from, --to, --time 1ms, --no-threads and the filters do that; --max-size allows more.", error);
        }
    }

    private static ReportedFile? FileOf(string file) => File.Exists(file) ? ReportedFile.From(file) : null;

    private static string? TargetOf(string? output, InputRequest input) => output switch
    {
        "" => throw new UsageException("--output cannot be empty."),
        "-" => null,
        null when input.File == StandardInput => null,
        null => Path.TrimEndingDirectorySeparator(input.File) + Extension,
        _ => output,
    };
}
