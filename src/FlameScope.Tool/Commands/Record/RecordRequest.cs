namespace FlameScope.Tool.Commands;

/// <summary>What is to be recorded.</summary>
internal sealed record RecordRequest
{
    /// <summary>Samples per second and CPU.</summary>
    public required int Frequency { get; init; }

    /// <summary>The process; <see langword="null"/> for a command or the whole machine.</summary>
    public int? Pid { get; init; }

    /// <summary>Whether all CPUs are recorded.</summary>
    public required bool IsWholeMachine { get; init; }

    /// <summary>The command to run and record; empty for none.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Seconds; <see langword="null"/> until the command ends.</summary>
    public int? Duration { get; init; }

    /// <summary>Whether waiting is recorded, too.</summary>
    public required bool HasOffCpu { get; init; }

    /// <summary>Where the recording goes.</summary>
    public required string Output { get; init; }
}
