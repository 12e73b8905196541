using System.CommandLine;
using FlameScope.Export;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope diff</c>: what is different between two slices of a recording, or between two recordings.</summary>
internal static class DiffCommand
{
    private const int DefaultLimit = 30;
    private static readonly string[] DiffFormats = [ViewOutput.Text, .. KnownFormats.NamesOf<FlameDiff>()];
    private static readonly string[] TreeFormats = [ViewOutput.Text, .. KnownFormats.NamesOf<FlameTree>()];

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "The recording; of two, the one to compare with (the baseline)." };
        Argument<string?> other = new("EXAMINED") { Description = "Another recording, to compare with FILE.", Arity = ArgumentArity.ZeroOrOne };
        ViewOptions view = new(new OutputOptions([.. DiffFormats.Union(TreeFormats)]), file);
        SliceOptions baseline = SliceOptions.Baseline();
        FlameOptions flame = new();
        Option<string?> mode = ChoiceOption.Create(
            "--mode", "What is compared: shares of each side's total (the default), values per second, or the values as they are.", "share", "per-second", "raw");
        Option<bool> elided = new("--elided") { Description = "Show what only the baseline has, as a flame graph." };
        Option<string?> sort = ChoiceOption.Create(
            "--sort", "What the text is sorted by: the change of everything under a function (the default), or of what it ran itself.", "total", "self");
        Option<string?> limit = new("--limit") { HelpName = "N", Description = $"Lines of the text; {DefaultLimit} by default." };
        Option<string?> failOn = new("--fail-on")
        {
            HelpName = "POINTS",
            Description = "Exit with 3 where a function's share changed by at least so many percentage points, and by more than noise.",
        };
        Command command = new(
            "diff", "Compare a slice of a recording with another (with the rest of it, where none is named), or two recordings: what differs by more than noise?");
        view.AddTo(command);
        command.Arguments.Add(other);
        baseline.AddTo(command);
        command.Add(mode);
        command.Add(elided);
        command.Add(sort);
        command.Add(limit);
        command.Add(failOn);
        flame.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            DiffRequest diff = new()
            {
                ExaminedFile = parsed.GetValue(other),
                Baseline = baseline.Read(parsed),
                Mode = (FlameDiffMode)ChoiceOption.Read(parsed, mode),
                IsElided = parsed.GetValue(elided),
                BySelf = ChoiceOption.Read(parsed, sort) == 1,
                Limit = Numbers.Positive(parsed, limit) ?? DefaultLimit,
                Flame = flame.Read(parsed),
                FailOn = Numbers.Points(parsed, failOn),
            };
            return RunAsync(view.Read(parsed), diff, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, DiffRequest diff, CancellationToken cancellationToken)
    {
        diff.Check(request, DiffFormats, TreeFormats);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);
        SampleStore examinedStore = diff.ExaminedFile is string other
            ? await ProfileInput.LoadAsync(request.Input with { File = other }, cancellationToken).ConfigureAwait(false)
            : store;
        FlameTreeOptions options = diff.Flame;
        FlameTree examined = Build(examinedStore, request.Filter.Samples, View.Of(() => request.Slice.RangeIn(examinedStore)));
        FlameTree baseline = diff.ComparesWithRest
            ? BuildRest()
            : Build(store, request.Filter.Samples, View.Of(() => diff.Baseline.RangeIn(store)));
        Warnings.Write(store, baseline.Coverage, request.Filter.ChoosesEvent);
        if (diff.ExaminedFile is not null)
        {
            Warnings.Write(examinedStore, examined.Coverage, request.Filter.ChoosesEvent);
        }

        Warnings.WriteUnknownProcesses(store, options.Root == RootGrouping.Process || request.Filter.NamesProcesses);
        FlameDiff difference = View.Of(() => FlameDiff.Create(baseline, examined, new FlameDiffOptions { Mode = diff.Mode }));
        if (diff.IsElided)
        {
            FlameTree elided = difference.Elided();
            ViewOutput.Write(
                request.Output,
                (terminal, text) => new FlameText(elided, terminal, text).Write($"only in the baseline: {diff.BaselineCaption(request)}"),
                output => request.Exporter<FlameTree>().Export(elided, output),
                cancellationToken);
            return ExitCode.Success;
        }

        ViewOutput.Write(
            request.Output,
            (terminal, text) => new DiffText(difference, terminal, text).Write(
                diff.BaselineCaption(request), diff.ExaminedCaption(request), diff.BySelf, diff.Limit),
            output => request.Exporter<FlameDiff>().Export(difference, output),
            cancellationToken);
        return diff.IsFailedBy(difference) ? ExitCode.Found : ExitCode.Success;

        FlameTree Build(SampleStore samples, SampleFilter filter, TimeRange? range) =>
            View.Of(() => FlameTree.Create(samples.Slice(range).Where(filter).WeighedBy(request.Weight), options));

        // Only two slices, before and after, know how long they take; one that leaves the middle out accounts for each sample once.
        FlameTree BuildRest()
        {
            TimeRange whole = store.TimeRange;
            TimeRange taken = whole.Intersect(request.Slice.RangeIn(store)!.Value);
            return diff.Mode != FlameDiffMode.PerSecond
                ? Build(store, request.Filter.Samples.And(!SampleCondition.During(taken)), null)
                : FlameTree.Merge([
                    Build(store, request.Filter.Samples, new TimeRange(whole.Start, taken.Start)),
                    Build(store, request.Filter.Samples, new TimeRange(taken.End, whole.End))]);
        }
    }
}
