using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of the server.</summary>
internal sealed record ExplorerRequest
{
    public required IReadOnlyList<string> Paths { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required bool AllowUpload { get; init; }

    public required bool OpenBrowser { get; init; }

    /// <summary>The step at which spans become samples; <see langword="null"/> for the library's own.</summary>
    public required TimeSpan? IntervalStep { get; init; }
}
