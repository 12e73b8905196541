namespace FlameScope;

/// <summary>What the rows of a heat map are.</summary>
public enum HeatMapRowKind : byte
{
    /// <summary>Offsets inside the column: the subsecond-offset heat map.</summary>
    Offset = 0,

    /// <summary>CPUs, in order of their numbers; -1 where the input does not tell.</summary>
    Cpu = 1,

    /// <summary>The busiest threads (process id and thread id).</summary>
    Thread = 2,

    /// <summary>The busiest processes.</summary>
    Process = 3,

    /// <summary>The busiest commands (comm).</summary>
    Command = 4,

    /// <summary>The busiest control groups, such as containers and services, by the label <c>cgroup</c>; samples without one share a row.</summary>
    Cgroup = 5,
}
