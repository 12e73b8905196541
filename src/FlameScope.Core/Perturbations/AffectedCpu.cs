namespace FlameScope;

/// <summary>A CPU on which the main culprit of a perturbation runs.</summary>
/// <param name="Cpu">The CPU's number.</param>
/// <param name="BaselineShare">Share of the CPU's samples in the baseline that hold the main culprit, 0 to 1.</param>
/// <param name="Share">The same during the perturbation.</param>
/// <param name="ShareOfCulprit">The part of the main culprit's samples that ran on this CPU, 0 to 1.</param>
public sealed record AffectedCpu(int Cpu, double BaselineShare, double Share, double ShareOfCulprit);
