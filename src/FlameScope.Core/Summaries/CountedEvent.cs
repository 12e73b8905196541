namespace FlameScope;

/// <summary>A kind of event and its samples.</summary>
/// <param name="Name">Its name, such as <c>cycles:ppp</c>.</param>
/// <param name="Samples">Samples, those of idle CPUs among them.</param>
/// <param name="Frequency">Samples a second of one busy CPU; <see langword="null"/> where the profile does not tell.</param>
public sealed record CountedEvent(string Name, long Samples, int? Frequency);
