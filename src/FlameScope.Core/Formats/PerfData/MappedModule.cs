using FlameScope.Symbols.Modules;

namespace FlameScope.Formats.PerfData;

/// <summary>A file, or the memory of a process that has no file, as addresses are mapped to it.</summary>
/// <param name="Row">Its number in the recording.</param>
/// <param name="Name">The name that frames show it by.</param>
/// <param name="Symbols">Where its functions are named; <see langword="null"/> where <paramref name="OnlySymbol"/> is all.</param>
/// <param name="OnlySymbol">The one function that it is, where it is one, as a BPF program.</param>
/// <param name="IsFile">Whether its functions are found by their places in the file rather than by addresses.</param>
internal sealed record MappedModule(int Row, byte[] Name, ModuleSymbols? Symbols, byte[]? OnlySymbol, bool IsFile)
{
    public bool Equals(MappedModule? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Row;
}
