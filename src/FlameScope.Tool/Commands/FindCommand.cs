using System.Collections.Immutable;
using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope find</c>: when a recording behaves unlike its surroundings, and why.</summary>
internal static class FindCommand
{
    private const int DefaultLimit = 20;

    public static Command Create()
    {
        ViewOptions view = new(ViewOutput.Text, "json");
        Option<string?> limit = new("--limit", "--most") { HelpName = "N", Description = $"Most findings to tell; {DefaultLimit} by default." };
        Option<string?> failOn = new("--fail-on") { HelpName = "N", Description = "Exit with 3 where there are at least so many findings." };
        Command command = new("find", "Find bursts, stalls, changes of mix or level and periodic perturbations, and say which functions make them.");
        view.AddTo(command);
        command.Add(limit);
        command.Add(failOn);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            view.Read(parsed), Numbers.Positive(parsed, limit) ?? DefaultLimit, Numbers.Positive(parsed, failOn), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ViewRequest request, int limit, int? failOn, CancellationToken cancellationToken)
    {
        request.Output.ThrowIfInput(request.Input);
        SampleStore store = await ProfileInput.LoadAsync(request.Input, cancellationToken).ConfigureAwait(false);

        // As many are looked for as decide on the exit code; no more are told than were asked for.
        PerturbationOptions options = new() { MaxFindings = Math.Max(limit, failOn ?? 0) };
        ImmutableArray<Perturbation> findings = View.Of(() => PerturbationFinder.Find(request.SliceOf(store), options, cancellationToken));
        ImmutableArray<Perturbation> told = [.. findings.Take(limit)];
        ViewOutput.Write(
            request.Output,
            (_, text) => FindingsText.Write(told, NextStepOf(request, store, told), text),
            output => FindingsJson.Write(request.Input.File, store.Origin, request.Weight, told, output),
            cancellationToken);
        return findings.Length >= failOn ? ExitCode.Found : ExitCode.Success;
    }

    private static NextStep? NextStepOf(ViewRequest request, SampleStore store, ImmutableArray<Perturbation> findings)
    {
        if (findings.IsEmpty)
        {
            return null;
        }

        IEnumerable<OptionWord> words = request.Weight == SampleWeight.Value
            ? request.Filter.Words.Append(new OptionWord("--weight", ViewNames.NameOf(SampleWeight.Value)))
            : request.Filter.Words;
        return new NextStep("What ran in the first one", FollowUp.Flame(request.Input, findings[0].Range, store.Origin, words));
    }
}
