using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>The parameters that every view has, as they stand in the request.</summary>
internal sealed class ViewQuery
{
    [FromQuery(Name = "profile")]
    [Required]
    [Description("Name of the profile, as the list of profiles has it.")]
    public string? Profile { get; set; }

    [FromQuery(Name = "version")]
    [Description("The version that the profile's information told. Where the file has changed since, the answer is 409 in place of a view of another file.")]
    public string? Version { get; set; }

    [FromQuery(Name = "from")]
    [Description("Start of the slice: seconds from the whole second of the first sample with up to nine decimals (7.2), the recording's own clock (@4625.3), a time of day (19:42:21) or a date and time (2026-11-22T19:42:21.5Z), UTC where no zone is said. Several parts, such as the occurrences of a finding, have commas between their starts.")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    [Description("End of the slice, in the same forms; a sample at exactly this time belongs to the next slice. As many as there are starts.")]
    public string? To { get; set; }

    [FromQuery(Name = "event")]
    [Description("Kind of event to show; 'all' for all together. The first kind of the profile by default.")]
    public string? Event { get; set; }

    [FromQuery(Name = "idle")]
    [Description("Whether samples of idle CPUs are shown: 0 (default) or 1.")]
    public string? Idle { get; set; }

    [FromQuery(Name = "waiting")]
    [Description("Whether samples of threads that waited are shown, in formats that have any: 0 (default) or 1.")]
    public string? Waiting { get; set; }

    [FromQuery(Name = "markers")]
    [Description("Name of a file of markers among those that are served: CSV with the header time,duration,name[,kind], or a JSON array of such objects. They are added to the profile's own.")]
    public string? Markers { get; set; }

    [FromQuery(Name = "command")]
    [Description("Only samples of threads with such a name (comm): a part of it, =name for the whole name, /regex/ or /regex/i. Like all filters that follow: given several times, any of them; with others, all of them.")]
    public string[]? Command { get; set; }

    [FromQuery(Name = "excludeCommand")]
    [Description("No samples of threads with such a name, in the forms of command.")]
    public string[]? ExcludeCommand { get; set; }

    [FromQuery(Name = "process")]
    [Description("Only samples of these processes: ids, separated by commas.")]
    public string[]? Process { get; set; }

    [FromQuery(Name = "excludeProcess")]
    [Description("No samples of these processes.")]
    public string[]? ExcludeProcess { get; set; }

    [FromQuery(Name = "thread")]
    [Description("Only samples of these threads: ids, separated by commas.")]
    public string[]? Thread { get; set; }

    [FromQuery(Name = "excludeThread")]
    [Description("No samples of these threads.")]
    public string[]? ExcludeThread { get; set; }

    [FromQuery(Name = "cgroup")]
    [Description("Only samples of such a control group, container or pod, in the forms of command.")]
    public string[]? Cgroup { get; set; }

    [FromQuery(Name = "excludeCgroup")]
    [Description("No samples of such a control group, container or pod.")]
    public string[]? ExcludeCgroup { get; set; }

    [FromQuery(Name = "cpu")]
    [Description("Only samples of these CPUs: numbers and ranges, such as 0-3,7.")]
    public string[]? Cpu { get; set; }

    [FromQuery(Name = "ran")]
    [Description("Only samples that ran in the kernel, or in user code: kernel or user.")]
    public string? Ran { get; set; }

    [FromQuery(Name = "frame")]
    [Description("Only samples with a function in their stack that fits: a part of its name, =name for the whole name, /regex/ or /regex/i; leaf:, root: and module: before it say where it stands and what is compared.")]
    public string[]? Frame { get; set; }

    [FromQuery(Name = "excludeFrame")]
    [Description("No samples with such a function in their stack, in the forms of frame.")]
    public string[]? ExcludeFrame { get; set; }

    [FromQuery(Name = "weight")]
    [Description("What a sample counts: count (1), or period or value, which are its value in the event's unit; by default what suits the event.")]
    public string? Weight { get; set; }

    [FromQuery(Name = "names")]
    [Description("What functions are called, in views, filters and findings: full (default), or short, without parameters, return types, assemblies and compiler tiers, so that code that was compiled several times is one function.")]
    public string? Names { get; set; }
}
