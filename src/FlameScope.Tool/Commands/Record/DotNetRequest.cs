namespace FlameScope.Tool.Commands;

/// <summary>What is to be recorded of .NET, and where to.</summary>
internal sealed record DotNetRequest
{
    public bool Lists { get; init; }

    /// <summary>The running process, by id or name.</summary>
    public string? Process { get; init; }

    /// <summary>The program to start, and its arguments; empty for a running one.</summary>
    public required string[] Program { get; init; }

    public TimeSpan? Duration { get; init; }

    public required string Output { get; init; }

    public bool IsVerbose { get; init; }

    public int BufferMegabytes { get; init; }
}
