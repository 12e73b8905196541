using System.CommandLine;
using FlameScope.Formats;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The recording, and the options that say how to read it.</summary>
internal sealed class InputOptions
{
    private readonly Argument<string> _file;

    private readonly Option<bool> _noDemangle = new("--no-demangle") { Description = "Show names of C++ and Rust functions as the recording has them." };

    private readonly Option<string?> _names = ChoiceOption.Create(
        "--names",
        "What functions are called: in full (the default), or short, without parameters, return types, assemblies and compiler tiers; code that was compiled several times is then one function.",
        [.. ViewNames.FrameNames]);

    private readonly Option<bool> _callerOrder = new("--caller-order")
    {
        Description = "The text has stacks root first (perf report -G, or call-graph.order=caller); nothing in it tells.",
    };

    private readonly Option<string?> _format = new("--format-in")
    {
        HelpName = "NAME",
        Description = $"The recording's format, where it is not recognised: {Words(ProfileFormats.Default)}.",
    };

    private readonly Option<long?> _step = StepOption();

    private readonly Option<string?> _markers = new("--markers")
    {
        HelpName = "FILE",
        Description = "Markers to add to the recording: CSV with the header time,duration,name[,kind], or a JSON array of such objects. Times as for --from, durations in seconds.",
    };

    private readonly SymbolWords _symbols = new();

    public InputOptions(Argument<string>? file = null) => _file = file ?? FileArgument();

    public static Argument<string> FileArgument() =>
        new("FILE") { Description = "The recording, in any format that can be read, plain, gzip or zstd; - for standard input." };

    /// <summary>The step at which spans become samples; <see cref="StepOf"/> reads it.</summary>
    public static Option<long?> StepOption() => new("--step")
    {
        HelpName = "SECONDS",
        Description = "The step at which samples are taken of spans, in formats that hold spans (trace events, evented speedscope); 0.001 by default.",
        CustomParser = Seconds.Parse,
    };

    /// <exception cref="UsageException">The step is no whole number of 100 ns from 1, or is too long.</exception>
    public static TimeSpan StepOf(long nanoseconds) => nanoseconds > 0 && nanoseconds % TimeSpan.NanosecondsPerTick == 0
        ? new TimeSpan(nanoseconds / TimeSpan.NanosecondsPerTick)
        : throw new UsageException($"'{TimeText.Seconds(nanoseconds)}' is no step for --step: expected seconds above 0 with at most seven decimals, such as 0.001.");

    public void AddTo(Command command)
    {
        command.Add(_file);
        AddOptionsTo(command);
    }

    public void AddOptionsTo(Command command)
    {
        command.Add(_noDemangle);
        command.Add(_names);
        command.Add(_callerOrder);
        command.Add(_format);
        command.Add(_step);
        command.Add(_markers);
        _symbols.AddTo(command);
    }

    /// <exception cref="UsageException">A name of a file is empty, the step is no step, or there are no servers to ask for symbols.</exception>
    /// <exception cref="InputException">A folder of symbols is not there.</exception>
    public InputRequest Read(ParseResult parsed) => Read(parsed, parsed.GetValue(_file));

    /// <param name="parsed">The command line.</param>
    /// <param name="file">The recording, where something else than the command's argument names it.</param>
    public InputRequest Read(ParseResult parsed, string? file)
    {
        string? markers = parsed.GetValue(_markers);
        if (string.IsNullOrEmpty(file) || markers is "")
        {
            throw new UsageException("FILE and --markers cannot be empty.");
        }

        List<OptionWord> words = [];
        LoadOptions load = new() { Formats = KnownFormats.Readers, Demangle = !parsed.GetValue(_noDemangle) };
        if (!load.Demangle)
        {
            words.Add(new OptionWord(_noDemangle.Name, null));
        }

        FrameNames names = (FrameNames)ChoiceOption.Read(parsed, _names);
        if (names != FrameNames.Full)
        {
            words.Add(new OptionWord(_names.Name, ViewNames.FrameNames[(int)names]));
        }

        if (parsed.GetValue(_callerOrder))
        {
            words.Add(new OptionWord(_callerOrder.Name, null));
            load = load with { Formats = load.Formats.Add(new PerfScriptFormat(new PerfScriptOptions { IsCallerFirst = true })) };
        }

        if (parsed.GetValue(_format) is string format)
        {
            string name = load.Formats.Find(format)?.Name
                ?? throw new UsageException($"'{format}' is no format for --format-in: expected one of {Words(load.Formats)}.");
            words.Add(new OptionWord(_format.Name, WordOf(name)));
            load = load with { Format = name };
        }

        if (parsed.GetValue(_step) is long step)
        {
            words.Add(new OptionWord(_step.Name, TimeText.Seconds(step)));
            load = load with { IntervalStep = StepOf(step) };
        }

        if (markers is not null)
        {
            words.Add(new OptionWord(_markers.Name, markers));
        }

        load = load with { Symbols = _symbols.Read(parsed, words) };

        return new InputRequest(file, load, markers, names, words);
    }

    private static string Words(ProfileFormats formats) => string.Join(", ", formats.Select(format => WordOf(format.Name)));

    // A name in one word, which needs no quotes.
    private static string WordOf(string name) => name.Replace(' ', '-');
}
