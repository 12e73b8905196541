using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope pack</c>: a recording together with the symbols that its names need.</summary>
internal static class PackCommand
{
    private const string Extension = ".tar.zst";

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A recording: perf.data, compressed or not, or the folder of perf record --threads." };
        Option<string?> output = new("--output", "-o") { HelpName = "FILE", Description = $"Where the packed recording goes; FILE{Extension} by default." };
        SymbolWords symbols = new();
        Command command = new("pack", "Pack a recording with the programs, debug files, kallsyms and maps that its names need: it opens like the recording on any machine.")
        {
            file,
            output,
        };
        symbols.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string input = parsed.GetValue(file)!;
            return RunAsync(input, parsed.GetValue(output) ?? Path.TrimEndingDirectorySeparator(input) + Extension, symbols.Read(parsed, []), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string input, string output, SymbolOptions symbols, CancellationToken cancellationToken)
    {
        if (!File.Exists(input) && !Directory.Exists(input))
        {
            throw new InputException($"cannot read '{input}': there is no such file or folder.");
        }

        IReadOnlyList<SymbolNote> notes = [];
        OutputTarget.Write(
            output,
            stream => notes = RecordingPack.WriteAsync(input, stream, symbols, cancellationToken).GetAwaiter().GetResult(),
            cancellationToken);
        foreach (SymbolNote note in notes)
        {
            StandardError.Write($"{CommandLine.Name}: warning: {PlainText.Of(note.ToString())}\n");
        }

        return await Task.FromResult(ExitCode.Success).ConfigureAwait(false);
    }
}
