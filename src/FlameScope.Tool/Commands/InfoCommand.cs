using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope info</c>: what a recording holds.</summary>
internal static class InfoCommand
{
    public const int DefaultLimit = 10;

    public static Command Create()
    {
        InputOptions input = new();
        OutputOptions output = new(ViewOutput.Text, "json");
        Option<string?> limit = new("--limit") { HelpName = "N", Description = $"Most processes and thread names to list; {DefaultLimit} by default." };
        Command command = new("info", "Tell what a recording holds: machine, time, samples, events, processes, and what could not be read.");
        input.AddTo(command);
        output.AddTo(command);
        command.Add(limit);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            input.Read(parsed), output.Read(parsed), Numbers.Positive(parsed, limit) ?? DefaultLimit, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(InputRequest input, OutputRequest output, int limit, CancellationToken cancellationToken)
    {
        output.ThrowIfInput(input);
        SampleStore store = await ProfileInput.LoadAsync(input, cancellationToken).ConfigureAwait(false);
        ProfileInfo info = ProfileInfo.Of(input.File, store, limit);
        ViewOutput.Write(output, (_, text) => ProfileInfoText.Write(info, text), stream => ProfileInfoJson.Write(info, stream), cancellationToken);
        return ExitCode.Success;
    }
}
