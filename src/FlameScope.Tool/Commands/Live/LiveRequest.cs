using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>What is to be watched, and how.</summary>
internal sealed record LiveRequest
{
    /// <summary>The input and how to read it; its file is <c>-</c> for standard input, and counts for nothing where there is a process.</summary>
    public required InputRequest Input { get; init; }

    /// <summary>The process to record; <see langword="null"/> to read the input.</summary>
    public int? Pid { get; init; }

    /// <summary>How much is kept.</summary>
    public required LiveWindowOptions Window { get; init; }

    /// <summary>Where the input's bytes are copied to; <see langword="null"/> for nowhere.</summary>
    public string? Copy { get; init; }

    /// <summary>What is told of findings.</summary>
    public required AlertRequest Alerts { get; init; }
}

/// <summary>Which findings are told, and to whom.</summary>
internal sealed record AlertRequest
{
    /// <summary>The least evidence; <see langword="null"/> where no findings are looked for.</summary>
    public double? Above { get; init; }

    /// <summary>A command line to run for each.</summary>
    public string? Command { get; init; }

    /// <summary>An address that each is posted to.</summary>
    public Uri? Address { get; init; }
}
