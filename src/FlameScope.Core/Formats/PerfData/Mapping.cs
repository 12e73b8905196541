namespace FlameScope.Formats.PerfData;

/// <summary>A range of addresses that stands for a part of a module.</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The first address after it.</param>
/// <param name="PageOffset">Where in the module's file the range begins.</param>
/// <param name="Module">The module.</param>
internal sealed record Mapping(ulong Start, ulong End, ulong PageOffset, MappedModule Module)
{
    /// <summary>Where the module's symbols have an address.</summary>
    public ulong PlaceOf(ulong address) => Module.IsFile ? unchecked(address - Start + PageOffset) : address;

    /// <summary>The part of it from an address on.</summary>
    public Mapping From(ulong start) => this with { Start = start, PageOffset = unchecked(PageOffset + (start - Start)) };
}
