using FlameScope.Formats.Linux;
using FlameScope.Symbols;

namespace FlameScope.Formats.PerfData;

/// <summary>Names addresses, each distinct place of a module once.</summary>
internal sealed class FrameTable
{
    private readonly SampleStoreBuilder _builder;
    private readonly Demangler? _demangler;
    private readonly Dictionary<Place, NamedPlace> _places = [];
    private readonly List<FrameId[]> _runs = [];

    public FrameTable(SampleStoreBuilder builder, bool demangles)
    {
        _builder = builder;
        _demangler = demangles ? new Demangler() : null;
        Unmapped = new NamedPlace(EntryOf("[unknown]"u8, "[unknown]"u8), null, long.MinValue, long.MaxValue);
    }

    /// <summary>What stands for an address that nothing is mapped to.</summary>
    public NamedPlace Unmapped { get; }

    /// <summary>The frames of an entry from caller to callee: one, or more where functions were inlined.</summary>
    public ReadOnlySpan<FrameId> FramesOf(ref readonly int entry) => entry >= 0
        ? System.Runtime.InteropServices.MemoryMarshal.Cast<int, FrameId>(new ReadOnlySpan<int>(in entry))
        : _runs[~entry];

    /// <summary>What an address of a mapping is at a time.</summary>
    public NamedPlace Of(Mapping map, ulong address, long time)
    {
        MappedModule module = map.Module;
        ulong offset = map.PlaceOf(address);
        Place place = new(module.Row, module.OnlySymbol is null ? offset : 0);
        if (_places.TryGetValue(place, out NamedPlace known) && known.Holds(time))
        {
            return known;
        }

        known = module.OnlySymbol is null ? Find(module, offset, time) : new NamedPlace(EntryOf(module.OnlySymbol, module.Name), null, long.MinValue, long.MaxValue);
        _places[place] = known;
        return known;
    }

    private NamedPlace Find(MappedModule module, ulong offset, long time)
    {
        SymbolMatch match = module.Symbols!.Find(offset, time);
        return match.Name.IsEmpty
            ? new NamedPlace(EntryOf("[unknown]"u8, module.Name), module, match.From, match.Until)
            : new NamedPlace(EntryOf(match.Name, match.Module.IsEmpty ? module.Name : match.Module), null, match.From, match.Until);
    }

    private int EntryOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        FrameKind kind = FrameClassifier.KindOf(symbol, module);
        if (kind == FrameKind.Jit && JavaInlining.IsJavaMethod(symbol))
        {
            return EntryOfJava(symbol, module);
        }

        if (_demangler is not null && _demangler.TryDemangle(symbol, out ReadOnlySpan<byte> shown))
        {
            symbol = shown;
        }

        return _builder.AddFrame(symbol, module, kind).Value;
    }

    private int EntryOfJava(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        List<FrameId> run = [];
        for (ReadOnlySpan<byte> rest = symbol; !rest.IsEmpty;)
        {
            FrameKind kind = run.Count == 0 ? FrameKind.Jit : FrameKind.Inlined;
            run.Add(_builder.AddFrame(JavaInlining.Tidy(JavaInlining.TakeFirst(ref rest)), module, kind));
        }

        _runs.Add([.. run]);
        return run.Count == 1 ? run[0].Value : ~(_runs.Count - 1);
    }

    /// <summary>A place of a module.</summary>
    private readonly record struct Place(int Module, ulong Offset);
}
