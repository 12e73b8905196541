using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Which samples the command line asks for.</summary>
/// <param name="Samples">The filter.</param>
/// <param name="Words">The options that say so, as they could be typed again.</param>
internal sealed record FilterRequest(SampleFilter Samples, IReadOnlyList<OptionWord> Words)
{
    /// <summary>Whether the command line chose the event.</summary>
    public bool ChoosesEvent => Samples.Event != EventSelection.Default;

    /// <summary>Whether it goes by process ids.</summary>
    public bool NamesProcesses => Words.Any(word => word.Option is "--process" or "--exclude-process");

    /// <summary>Whether it goes by control groups.</summary>
    public bool NamesCgroups => Words.Any(word => word.Option is "--cgroup" or "--exclude-cgroup");

    /// <summary>The conditions as they were typed, after a separator; empty where there are none.</summary>
    public string Caption => Samples.Where is null
        ? ""
        : $" · {string.Join(' ', Words.Where(word => word.Option is not ("--event" or "--idle" or "--waiting")))}";
}
