using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope info</c>: what a recording holds.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        Argument<string> file = ViewOptions.FileArgument();
        Option<bool> json = new("--json") { Description = "Write JSON (schema flamescope.info, version 1)." };
        Command command = new("info", "Tell what a recording holds: machine, time, samples, events, processes, and what could not be read.")
        {
            file,
            json,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool asJson, CancellationToken cancellationToken)
    {
        SampleStore store = await ProfileInput.LoadAsync(file, cancellationToken).ConfigureAwait(false);
        ProfileInfo info = ProfileInfo.Of(file, store);
        Action<Stream> write = output =>
        {
            if (asJson)
            {
                ProfileInfoJson.Write(info, output);
            }
            else
            {
                TextOutput.Write(output, text => ProfileInfoText.Write(info, text));
            }
        };
        OutputTarget.Write(null, write, cancellationToken);
        return ExitCode.Success;
    }
}
