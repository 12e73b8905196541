using System.CommandLine;
using FlameScope.Report;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>The options of a report beside those of every view.</summary>
internal sealed class ReportOptions
{
    private const string Exact = "exact";
    private const string Millisecond = "1ms";
    private const string FromFile = "@";
    private const int BytesPerMegabyte = 1_000_000;

    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The report's heading; the file's name by default." };

    private readonly Option<string?> _notes = new("--notes")
    {
        HelpName = "TEXT|@FILE",
        Description = "What the reader is told first, or a text file with it.",
    };

    private readonly Option<string?> _time = ChoiceOption.Create(
        "--time", "How finely times are told: exact (the default), or rounded down to milliseconds, which makes the file smaller.", Exact, Millisecond);

    private readonly Option<bool> _noThreads = new("--no-threads") { Description = "Do not tell threads of one name apart." };

    private readonly Option<string[]> _redact = new("--redact")
    {
        HelpName = "PATTERN",
        Description = $"Names to replace by redacted-1 and so on, of functions, files, threads or anything else: {Patterns.Syntax}; also repeated.",
    };

    private readonly Option<string?> _maxSize = new("--max-size") { HelpName = "MB", Description = "Write no report above this size in megabytes; 64 MiB by default." };

    public void AddTo(Command command)
    {
        command.Add(_title);
        command.Add(_notes);
        command.Add(_time);
        command.Add(_noThreads);
        command.Add(_redact);
        command.Add(_maxSize);
    }

    /// <exception cref="UsageException">An option makes no sense.</exception>
    /// <exception cref="InputException">The file of notes cannot be read.</exception>
    public HtmlReportOptions Read(ParseResult parsed)
    {
        HtmlReportOptions report = new()
        {
            Title = parsed.GetValue(_title),
            Notes = parsed.GetValue(_notes) is string notes ? TextOf(notes) : null,
            TimeStep = ChoiceOption.Read(parsed, _time) == 1 ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero,
            IncludeThreads = !parsed.GetValue(_noThreads),
            Redactions = [.. (parsed.GetValue(_redact) ?? []).Select(text => Patterns.Name(_redact.Name, text))],
        };
        return Numbers.Positive(parsed, _maxSize) is int megabytes ? report with { MaxBytes = (long)megabytes * BytesPerMegabyte } : report;
    }

    private static string TextOf(string notes)
    {
        if (!notes.StartsWith(FromFile, StringComparison.Ordinal))
        {
            return notes;
        }

        string file = notes[FromFile.Length..];
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"cannot read the notes '{file}': {error.Message}", error);
        }
    }
}
