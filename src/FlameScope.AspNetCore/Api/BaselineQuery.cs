using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>What a slice is compared with, as it stands in the request.</summary>
internal sealed class BaselineQuery
{
    [FromQuery(Name = "baseProfile")]
    [Description("Name of the profile to compare with; the examined one by default.")]
    public string? BaseProfile { get; set; }

    [FromQuery(Name = "baseFrom")]
    [Description("Start of the baseline, in the forms of from; the starts of its parts, separated by commas, where it has several.")]
    public string? BaseFrom { get; set; }

    [FromQuery(Name = "baseTo")]
    [Description("End of the baseline, or the ends of its parts.")]
    public string? BaseTo { get; set; }

    /// <summary>Whether there is any. A property would be a parameter.</summary>
    public bool IsGiven() => !string.IsNullOrEmpty(BaseProfile) || !string.IsNullOrEmpty(BaseFrom) || !string.IsNullOrEmpty(BaseTo);
}
