using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>A feature that comes and goes at a steady frequency.</summary>
/// <param name="Feature">The feature's number.</param>
/// <param name="Frequency">Turns in a bin of time.</param>
/// <param name="Evidence">Nats against noise.</param>
internal readonly record struct Rhythm(int Feature, double Frequency, double Evidence);
