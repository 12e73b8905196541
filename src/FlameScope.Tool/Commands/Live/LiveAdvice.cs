namespace FlameScope.Tool.Commands;

/// <summary>How perf is made to tell its samples at once.</summary>
internal static class LiveAdvice
{
    /// <summary>The pipe that does not stall: perf record hands on each sample, and perf script each line.</summary>
    public const string Pipe = "perf record -F 99 -a -g --no-buffering -o - | stdbuf -oL perf script -i - | flamescope live -";

    /// <summary>Why a pipe may be silent.</summary>
    public const string Stalled =
        "perf record keeps samples until a buffer is half full, perf script until the next round, and a pipe until 4 KiB: without --no-buffering and stdbuf -oL they come in bursts, or at the end.";
}
