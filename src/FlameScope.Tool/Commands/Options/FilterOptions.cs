using System.CommandLine;
using System.Globalization;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The options that say which samples a view shows: of one option repeated any may hold, of different options all must.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _event = new("--event")
    {
        HelpName = "NAME|all",
        Description = "The kind of event to show; without it, the first kind that the recording has.",
    };

    private readonly Option<bool> _idle = new("--idle") { Description = "Show idle CPUs as well." };

    private readonly Option<string[]> _processes = new("--process")
    {
        HelpName = "PID",
        Description = "Only samples of this process. Like all that follow: repeated, any of them; with others, all of them.",
    };

    private readonly Option<string[]> _threads = new("--thread") { HelpName = "TID", Description = "Only samples of this thread." };

    private readonly Option<string[]> _commands = new("--command")
    {
        HelpName = "PATTERN",
        Description = $"Only threads with this name: {Patterns.Syntax}.",
    };

    private readonly Option<string[]> _excludedCommands = new("--exclude-command")
    {
        HelpName = "PATTERN",
        Description = "No threads with this name.",
    };

    private readonly Option<string[]> _cpus = new("--cpu") { HelpName = "N", Description = "Only samples of this CPU." };

    private readonly Option<string[]> _frames = new("--frame")
    {
        HelpName = "PATTERN",
        Description = "Only stacks with this function anywhere; leaf:PATTERN where it runs itself, root:PATTERN where it starts the stack, "
            + "module:PATTERN for the file it is in (leaf:module:PATTERN for both).",
    };

    private readonly Option<string[]> _excludedFrames = new("--exclude-frame")
    {
        HelpName = "PATTERN",
        Description = "No stacks with this function; prefixes as for --frame.",
    };

    private readonly Option<bool> _kernel = new("--kernel") { Description = "Only samples that ran in the kernel." };

    private readonly Option<bool> _user = new("--user") { Description = "Only samples that did not run in the kernel." };

    public void AddTo(Command command)
    {
        command.Add(_event);
        command.Add(_idle);
        command.Add(_processes);
        command.Add(_threads);
        command.Add(_commands);
        command.Add(_excludedCommands);
        command.Add(_cpus);
        command.Add(_frames);
        command.Add(_excludedFrames);
        command.Add(_kernel);
        command.Add(_user);
    }

    /// <exception cref="UsageException">A value is no name, number or pattern, or options contradict each other.</exception>
    public FilterRequest Read(ParseResult parsed)
    {
        string? kind = parsed.GetValue(_event);
        bool includeIdle = parsed.GetValue(_idle);
        List<OptionWord> words = [];
        List<SampleCondition> conditions = [];
        if (kind is "")
        {
            throw new UsageException("--event cannot be empty.");
        }

        if (kind is not null)
        {
            words.Add(new OptionWord(_event.Name, kind));
        }

        AddSwitch(_idle, includeIdle, null);
        AddAny(_processes, isExcluded: false, text => NumbersOf(_processes, text, SampleCondition.Process));
        AddAny(_threads, isExcluded: false, text => NumbersOf(_threads, text, SampleCondition.Thread));
        AddAny(_commands, isExcluded: false, text => SampleCondition.Command(Patterns.Name(_commands.Name, text)));
        AddAny(_excludedCommands, isExcluded: true, text => SampleCondition.Command(Patterns.Name(_excludedCommands.Name, text)));
        AddAny(_cpus, isExcluded: false, text => NumbersOf(_cpus, text, SampleCondition.Cpu));
        AddAny(_frames, isExcluded: false, text => SampleCondition.Frame(Patterns.Frame(_frames.Name, text)));
        AddAny(_excludedFrames, isExcluded: true, text => SampleCondition.Frame(Patterns.Frame(_excludedFrames.Name, text)));
        AddSwitch(_kernel, parsed.GetValue(_kernel), SampleCondition.Kernel);
        AddSwitch(_user, parsed.GetValue(_user), SampleCondition.User);
        if (parsed.GetValue(_kernel) && parsed.GetValue(_user))
        {
            throw new UsageException("--kernel and --user exclude each other; without both, everything is shown.");
        }

        SampleFilter filter = new()
        {
            Event = kind is null ? EventSelection.Default : EventSelection.Named(kind),
            IncludeIdle = includeIdle,
            Where = conditions.Count == 0 ? null : SampleCondition.All(conditions),
        };
        return new FilterRequest(filter, words);

        void AddAny(Option<string[]> option, bool isExcluded, Func<string, SampleCondition> read)
        {
            if (parsed.GetValue(option) is { Length: > 0 } texts)
            {
                words.AddRange(texts.Select(text => new OptionWord(option.Name, text)));
                SampleCondition any = SampleCondition.Any(texts.Select(read));
                conditions.Add(isExcluded ? !any : any);
            }
        }

        void AddSwitch(Option<bool> option, bool isOn, SampleCondition? condition)
        {
            if (isOn)
            {
                words.Add(new OptionWord(option.Name, null));
                conditions.AddRange(condition is null ? [] : [condition]);
            }
        }
    }

    // 12, or 12,13 as perf has it; -1 is what a recording does not tell.
    private static SampleCondition NumbersOf(Option<string[]> option, string text, Func<int, SampleCondition> condition)
    {
        List<SampleCondition> any = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || number < -1)
            {
                string hint = option.Name == "--cpu" ? "" : "; --command takes names";
                throw new UsageException($"'{text}' is no number for {option.Name}: expected digits such as 12, or several with commas between{hint}.");
            }

            any.Add(condition(number));
        }

        return SampleCondition.Any(any);
    }
}
