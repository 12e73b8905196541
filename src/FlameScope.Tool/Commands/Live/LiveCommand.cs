using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope live</c>: draws what runs while it runs.</summary>
internal static class LiveCommand
{
    public const string Name = "live";

    /// <summary>How long whatever was started may take to end.</summary>
    public static TimeSpan StopTimeout { get; } = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        Argument<string?> file = new("FILE")
        {
            Description = "A file that grows, or - for standard input: text of perf script, or perf.data as perf record writes it into a pipe. Other formats are drawn at their end.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        InputOptions input = new(file!);
        Option<string?> pid = new("--pid", "-p") { HelpName = "PID", Description = "Record this process with perf and watch it." };
        Option<bool> terminal = new("--terminal") { Description = "Draw in the terminal. The explorer does not show running recordings yet, so this is what happens without it, too." };
        Option<TimeSpan?> keep = new("--keep") { HelpName = "TIME", Description = "How much is kept: 90s, 10m or 2h; 10m by default.", CustomParser = ParseTime };
        Option<string?> copy = new("--output", "-o") { HelpName = "FILE", Description = "Copy the input into this file as it comes; flamescope FILE shows all of it later." };
        Option<string?> above = new("--alert-above") { HelpName = "EVIDENCE", Description = "Look for findings while it runs, and print a line for each with at least this evidence, once per cause." };
        Option<string?> run = new("--alert-run") { HelpName = "COMMAND", Description = "Run a command line for each such finding; FLAMESCOPE_SUMMARY and others in its environment tell of it." };
        Option<string?> post = new("--alert-post") { HelpName = "URL", Description = "Post each such finding as JSON, as flamescope find --format json writes it." };
        Command command = new(Name, "Watch a running recording: the heat map of its last minutes, drawn anew as samples come. Ctrl+C ends it.") { file, pid, terminal, keep, copy, above, run, post };
        input.AddOptionsTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            int? process = Numbers.Positive(parsed, pid);
            string? name = parsed.GetValue(file);
            if (process is null == name is null)
            {
                throw new UsageException(name is null
                    ? $"What is to be watched? A FILE that grows, -p PID, or - for a pipe: {LiveAdvice.Pipe}"
                    : "FILE and -p PID exclude each other.");
            }

            InputRequest request = input.Read(parsed, name ?? "-");
            if (request.Markers is not null)
            {
                throw new UsageException("--markers is for recordings that are complete: their times are looked up in it.");
            }

            // What runs here, or lies here, has its names here; a pipe may come from anywhere.
            LoadOptions load = name == "-" ? request.Load : request.Load with
            {
                Symbols = request.Load.Symbols with { OpenRecordedFiles = request.Load.Symbols.OpenRecordedFiles ?? true },
            };
            return LiveSession.RunAsync(
                new LiveRequest
                {
                    Input = request,
                    Pid = process,
                    Window = new LiveWindowOptions { Length = parsed.GetValue(keep) ?? TimeSpan.FromMinutes(10), Load = load },
                    Copy = parsed.GetValue(copy),
                    Alerts = AlertsOf(parsed, above, run, post),
                },
                cancellationToken);
        });
        return command;
    }

    private static AlertRequest AlertsOf(ParseResult parsed, Option<string?> above, Option<string?> run, Option<string?> post)
    {
        double? least = parsed.GetValue(above) switch
        {
            null => null,
            string text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double evidence) => evidence,
            string text => throw new UsageException($"'{text}' is no evidence for --alert-above: expected a number such as 20."),
        };
        Uri? address = parsed.GetValue(post) switch
        {
            null => null,
            string text when Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" => uri,
            string text => throw new UsageException($"'{text}' is no address for --alert-post: expected http:// or https://."),
        };
        string? command = parsed.GetValue(run);
        return least is null && (command is not null || address is not null)
            ? throw new UsageException("--alert-run and --alert-post need --alert-above EVIDENCE, which says what is worth them.")
            : new AlertRequest { Above = least, Command = command, Address = address };
    }

    private static TimeSpan? ParseTime(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        long unit = text is [.., 'h'] ? 3600 : text is [.., 'm'] ? 60 : 1;
        string digits = text.TrimEnd('h', 'm', 's');
        if (text.Length - digits.Length <= 1 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 && number * unit <= 7 * 24 * 3600)
        {
            return TimeSpan.FromSeconds(number * unit);
        }

        argument.AddError($"'{text}' is no time for --keep: expected 90s, 10m or 2h, up to 168h.");
        return null;
    }
}
