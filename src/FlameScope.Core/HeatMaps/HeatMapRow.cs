namespace FlameScope;

/// <summary>A row of a heat map that stands for something with a name: a CPU, a thread, a process, a command or a control group.</summary>
/// <param name="Name">The name as people read it; different rows may have the same.</param>
/// <param name="Condition">
/// What the row's samples have in common and no other sample has. It is a <see cref="CpuCondition"/>, a <see cref="ProcessCondition"/>,
/// a <see cref="CommandCondition"/>, a <see cref="LabelCondition"/> for a control group, or for a thread both a <see cref="ProcessCondition"/> and a
/// <see cref="ThreadCondition"/>; the row that all others share, and that of samples without a control group, has a <see cref="NotCondition"/>.
/// </param>
public sealed record HeatMapRow(string Name, SampleCondition Condition);
