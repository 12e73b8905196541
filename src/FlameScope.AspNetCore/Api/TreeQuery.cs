using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api;

/// <summary>How stacks become a tree, as it stands in the request.</summary>
internal sealed class TreeQuery
{
    [FromQuery(Name = "root")]
    [Description("What stands at the root of every stack: command (default), process, thread or none.")]
    public string? Root { get; set; }

    [FromQuery(Name = "inverted")]
    [Description("Whether stacks stand on their heads, the leaf first: 0 (default) or 1.")]
    public string? Inverted { get; set; }

    [FromQuery(Name = "hide")]
    [Description("Functions that are taken out of stacks, as patterns like frame; may be given several times.")]
    public string[]? Hide { get; set; }

    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public FlameTreeOptions ToOptions(FlameScopeOptions options)
    {
        return new FlameTreeOptions
        {
            Root = (RootGrouping)(Choices.Read("root", Root) ?? 0),
            IsInverted = Parameters.Switch("inverted", Inverted),
            Hide = [.. Parameters.All("hide", Hide, FilterText.ParseFramePattern, options)],
        };
    }
}
