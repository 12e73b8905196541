using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of the server.</summary>
internal sealed record ExplorerRequest
{
    public const int DefaultPort = 4040;

    public required IReadOnlyList<string> Paths { get; init; }

    public required SymbolOptions Symbols { get; init; }

    public required string Host { get; init; }

    /// <summary>The port; <see langword="null"/> for <see cref="DefaultPort"/>, or any that is free where that is taken.</summary>
    public required int? Port { get; init; }

    public required bool AllowUpload { get; init; }

    public required bool OpenBrowser { get; init; }

    /// <summary>The step at which spans become samples; <see langword="null"/> for the library's own.</summary>
    public required TimeSpan? IntervalStep { get; init; }
}
