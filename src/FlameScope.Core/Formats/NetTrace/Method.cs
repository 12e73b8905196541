namespace FlameScope.Formats.NetTrace;

/// <summary>Code that the runtime made of a method, and when it was there.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address after its last.</param>
/// <param name="From">When it came, in nanoseconds; <see cref="long.MinValue"/> where it was there before the trace or is known from its end.</param>
/// <param name="To">When it went; <see cref="long.MaxValue"/> where it stayed.</param>
/// <param name="Module">The runtime's number of its module.</param>
/// <param name="Name">Where its names are.</param>
internal readonly record struct Method(ulong Start, ulong End, long From, long To, ulong Module, int Name);
