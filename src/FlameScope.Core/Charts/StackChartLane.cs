namespace FlameScope;

/// <summary>One thread of a stack chart.</summary>
/// <param name="Name">The thread's name; <c>[unknown]</c> where the input has none. Invalid UTF-8 is replaced by U+FFFD.</param>
/// <param name="Process">The process's id; negative where it is not known.</param>
/// <param name="Thread">The thread's id; negative where it is not known.</param>
/// <param name="Samples">Samples of the thread in the slice.</param>
/// <param name="Value">What they add up to, in the unit of <see cref="StackChart.Metric"/>.</param>
/// <param name="First">The lane's first frame.</param>
/// <param name="End">The frame after its last; <paramref name="First"/> where no sample of it has a stack.</param>
/// <param name="Levels">How deep its stacks are.</param>
public sealed record StackChartLane(string Name, int Process, int Thread, int Samples, long Value, int First, int End, int Levels);
