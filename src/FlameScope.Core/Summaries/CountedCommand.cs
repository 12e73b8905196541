namespace FlameScope;

/// <summary>A name of threads (comm) and the samples of all that bear it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Samples">Samples, those of idle CPUs among them.</param>
public sealed record CountedCommand(string Name, long Samples);
