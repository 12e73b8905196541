namespace FlameScope.Formats;

/// <summary>What is known of an address.</summary>
/// <param name="name">The symbol's name in UTF-8 as the table has it, mangled or not; empty where there is none. Valid until the table is asked again.</param>
public readonly ref struct SymbolMatch(ReadOnlySpan<byte> name)
{
    /// <summary>The symbol's name in UTF-8 as the table has it, mangled or not; empty where there is none.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>
    /// A number that stands for the name in its table, by which a caller may remember what it made of the name; -1 where the table has none.
    /// </summary>
    public int Id { get; init; } = -1;

    /// <summary>The module to show instead of the recorded one, in UTF-8; empty to keep it.</summary>
    public ReadOnlySpan<byte> Module { get; init; }

    /// <summary>The first time, in nanoseconds of the recording's clock, at which the answer holds.</summary>
    public long From { get; init; } = long.MinValue;

    /// <summary>The time at which it holds no more.</summary>
    public long Until { get; init; } = long.MaxValue;
}
