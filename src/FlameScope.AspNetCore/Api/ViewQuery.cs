using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>The parameters that every view has, as they stand in the request.</summary>
internal sealed class ViewQuery
{
    [FromQuery(Name = "profile")]
    [Description("Name of the profile, as the list of profiles has it.")]
    public string? Profile { get; set; }

    [FromQuery(Name = "from")]
    [Description("Start of the slice in seconds from the whole second of the first sample, with up to nine decimals.")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    [Description("End of the slice in the same seconds; a sample at exactly this time belongs to the next slice.")]
    public string? To { get; set; }

    [FromQuery(Name = "event")]
    [Description("Kind of event to show; 'all' for all together. The first kind of the profile by default.")]
    public string? Event { get; set; }

    [FromQuery(Name = "idle")]
    [Description("Whether samples of idle CPUs are shown: 0 (default) or 1.")]
    public string? Idle { get; set; }
}
