using System.CommandLine;
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

    private readonly Option<bool> _waiting = new("--waiting") { Description = "Show samples of threads that waited as well." };

    private readonly Option<string[]> _processes = new("--process")
    {
        HelpName = "PID",
        Description = "Only samples of this process. Like all that follow: repeated, any of them; with others, all of them.",
    };

    private readonly Option<string[]> _threads = new("--thread") { HelpName = "TID", Description = "Only samples of this thread." };

    private readonly Option<string[]> _excludedProcesses = new("--exclude-process") { HelpName = "PID", Description = "No samples of this process." };

    private readonly Option<string[]> _excludedThreads = new("--exclude-thread") { HelpName = "TID", Description = "No samples of this thread." };

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

    private readonly Option<string[]> _cgroups = new("--cgroup")
    {
        HelpName = "PATTERN",
        Description = $"Only samples of this control group, container or pod: {Patterns.Syntax}.",
    };

    private readonly Option<string[]> _excludedCgroups = new("--exclude-cgroup")
    {
        HelpName = "PATTERN",
        Description = "No samples of this control group, container or pod.",
    };

    private readonly Option<string[]> _cpus = new("--cpu") { HelpName = "LIST", Description = "Only samples of these CPUs: 2, 0-3, or 0-3,7." };

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
        command.Add(_waiting);
        command.Add(_processes);
        command.Add(_threads);
        command.Add(_excludedProcesses);
        command.Add(_excludedThreads);
        command.Add(_commands);
        command.Add(_excludedCommands);
        command.Add(_cgroups);
        command.Add(_excludedCgroups);
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
        bool includeWaiting = parsed.GetValue(_waiting);
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
        AddSwitch(_waiting, includeWaiting, null);
        AddAny(_processes, isExcluded: false, FilterText.ParseProcesses);
        AddAny(_threads, isExcluded: false, FilterText.ParseThreads);
        AddAny(_excludedProcesses, isExcluded: true, FilterText.ParseProcesses);
        AddAny(_excludedThreads, isExcluded: true, FilterText.ParseThreads);
        AddAny(_commands, isExcluded: false, FilterText.ParseCommand);
        AddAny(_excludedCommands, isExcluded: true, FilterText.ParseCommand);
        AddAny(_cgroups, isExcluded: false, FilterText.ParseCgroup);
        AddAny(_excludedCgroups, isExcluded: true, FilterText.ParseCgroup);
        AddAny(_cpus, isExcluded: false, FilterText.ParseCpus);
        AddAny(_frames, isExcluded: false, FilterText.ParseFrame);
        AddAny(_excludedFrames, isExcluded: true, FilterText.ParseFrame);
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
            IncludeWaiting = includeWaiting,
            Where = conditions.Count == 0 ? null : SampleCondition.All(conditions),
        };
        return new FilterRequest(filter, words);

        void AddAny(Option<string[]> option, bool isExcluded, Func<string, SampleCondition> read)
        {
            if (parsed.GetValue(option) is { Length: > 0 } texts)
            {
                words.AddRange(texts.Select(text => new OptionWord(option.Name, text)));
                SampleCondition any = SampleCondition.Any(texts.Select(text => Patterns.Read(option.Name, text, read)));
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
}
