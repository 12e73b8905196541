using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope FILE</c>: what a recording holds, and when it was busy.</summary>
internal static class OverviewCommand
{
    public static RootCommand CreateRoot(params IEnumerable<Command> commands)
    {
        // Usage would show it before the name of every command.
        Argument<string> file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };
        InputOptions input = new(file);
        RootCommand root = new(
            "See when a program was busy and what it did then: heat maps and flame graphs of perf script recordings. "
                + "'flamescope FILE' shows what a recording holds and its heat map.");
        foreach (Command command in commands)
        {
            root.Add(command);
        }

        root.Add(HelpWords.Create(root));
        input.AddTo(root);
        UnknownWords.RefuseOptionsAsArguments(root);
        root.SetAction((parsed, cancellationToken) => parsed.GetValue(file) switch
        {
            null => throw new UsageException("name a command, or a recording to look at."),
            string word when word != "-" && !Path.Exists(word) && !word.Contains('.', StringComparison.Ordinal) && !word.Contains('/', StringComparison.Ordinal) =>
                throw new UsageException(UnknownWords.CommandOrFile(word, root)),
            _ => RunAsync(input.Read(parsed), cancellationToken),
        });
        return root;
    }

    private static async Task<int> RunAsync(InputRequest input, CancellationToken cancellationToken)
    {
        SampleStore store = await ProfileInput.LoadAsync(input, cancellationToken).ConfigureAwait(false);
        ProfileInfo info = ProfileInfo.Of(input.File, store, InfoCommand.DefaultLimit);
        ViewRequest request = new()
        {
            Input = input,
            Slice = default,
            Filter = new FilterRequest(new SampleFilter(), []),
            Weight = null,
            Output = new OutputRequest(ViewOutput.Text, null, FlameScope.Export.ExportOptions.Default),
        };
        HeatMap? map = store.TimeAxis == TimeAxis.Clock ? View.Of(() => HeatMap.Create(store)) : null;
        if (map is not null)
        {
            Warnings.Write(store, map.Coverage, choseEvent: false);
        }

        ViewOutput.Write(
            request.Output,
            (terminal, text) =>
            {
                ProfileInfoText.Write(info, text);
                if (map is not null)
                {
                    text.WriteLine();
                    HeatMapText.Write(map, store.TimeRange, "", cell => FollowUp.Flame(request, map, cell), terminal, text);
                }
            },
            _ => throw new InvalidOperationException("The overview is text alone."),
            cancellationToken);
        return ExitCode.Success;
    }
}
