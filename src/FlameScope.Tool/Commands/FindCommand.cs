using System.Collections.Immutable;
using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope find</c>: when a recording behaves unlike its surroundings, and why.</summary>
internal static class FindCommand
{
    public static Command Create()
    {
        Argument<string> file = ViewOptions.FileArgument();
        Option<bool> json = new("--json") { Description = "Write JSON (schema flamescope.findings, version 1)." };
        FilterOptions filter = new();
        Option<string?> weight = ViewOptions.WeightOption();
        Option<int> most = new("--most")
        {
            HelpName = "COUNT",
            Description = "Most findings to tell; 20 by default.",
            DefaultValueFactory = _ => 20,
        };
        most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--most is at least 1.");
            }
        });
        Command command = new("find", "Find bursts, stalls, changes of mix or level and periodic perturbations, and say which functions make them.")
        {
            file,
            json,
            most,
        };
        filter.AddTo(command);
        command.Add(weight);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(json), filter.Read(parsed), ViewOptions.ReadWeight(parsed, weight), parsed.GetValue(most), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string file, bool asJson, FilterRequest filter, SampleWeight? weight, int most, CancellationToken cancellationToken)
    {
        SampleStore store = await ProfileInput.LoadAsync(file, cancellationToken).ConfigureAwait(false);
        PerturbationOptions options = new() { MaxFindings = most };
        ProfileSlice slice = store.Where(filter.Samples).WeighedBy(weight);
        ImmutableArray<Perturbation> findings = View.Of(() => PerturbationFinder.Find(slice, options, cancellationToken));
        Action<Stream> write = output =>
        {
            if (asJson)
            {
                FindingsJson.Write(file, store.Origin, weight, findings, output);
            }
            else
            {
                TextOutput.Write(output, text => FindingsText.Write(findings, text));
            }
        };
        OutputTarget.Write(null, write, cancellationToken);
        return ExitCode.Success;
    }
}
