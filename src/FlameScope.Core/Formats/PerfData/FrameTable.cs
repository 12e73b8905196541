using FlameScope.Formats.Linux;
using FlameScope.Samples;
using FlameScope.Symbols;

namespace FlameScope.Formats.PerfData;

/// <summary>Names addresses, each distinct place of a module once.</summary>
internal sealed class FrameTable
{
    private readonly SampleStoreBuilder _builder;
    private readonly Demangler? _demangler;
    private readonly PlaceTable _places = new();
    private readonly Dictionary<(int Module, int Id), int> _functions = [];
    private readonly Dictionary<FrameId, MappedModule> _unnamed = [];
    private readonly List<FrameId[]> _runs = [];

    public FrameTable(SampleStoreBuilder builder, bool demangles)
    {
        _builder = builder;
        _demangler = demangles ? new Demangler() : null;
        Unmapped = NamedPlace.Lasting(EntryOf(UnknownName.Utf8, UnknownName.Utf8));
    }

    /// <summary>What stands for an address that nothing is mapped to.</summary>
    public NamedPlace Unmapped { get; }

    /// <summary>By frame: the module that has no name for it.</summary>
    public IReadOnlyDictionary<FrameId, MappedModule> Unnamed => _unnamed;

    /// <summary>The frames of an entry below 0, from caller to callee: functions that were inlined into each other.</summary>
    public ReadOnlySpan<FrameId> RunOf(int entry) => _runs[~entry];

    /// <summary>What an address of a mapping is at a time.</summary>
    public NamedPlace Of(Mapping map, ulong address, long time)
    {
        MappedModule module = map.Module;
        ulong offset = map.PlaceOf(address);
        ulong place = module.OnlySymbol is null ? offset : 0;
        if (!_places.TryFind(module.Row, place, time, out NamedPlace known))
        {
            known = module.OnlySymbol is null ? Find(module, offset, time) : NamedPlace.Lasting(EntryOf(module.OnlySymbol, module.Name));
            _places.Add(module.Row, place, known);
        }

        return known;
    }

    private NamedPlace Find(MappedModule module, ulong offset, long time)
    {
        SymbolMatch match = module.Symbols!.Find(offset, time);
        return new NamedPlace(match.Name.IsEmpty ? EntryOfUnnamed(module) : EntryOf(match, module), match.From, match.Until);
    }

    private int EntryOfUnnamed(MappedModule module)
    {
        int entry = EntryOf(UnknownName.Utf8, module.Name);
        _unnamed.TryAdd(new FrameId(entry), module);
        return entry;
    }

    // A function has many addresses: what its name means is worked out once.
    private int EntryOf(SymbolMatch match, MappedModule module)
    {
        if (match.Id < 0 || !match.Module.IsEmpty)
        {
            return EntryOf(match.Name, match.Module.IsEmpty ? module.Name : match.Module);
        }

        if (!_functions.TryGetValue((module.Row, match.Id), out int entry))
        {
            _functions.Add((module.Row, match.Id), entry = EntryOf(match.Name, module.Name));
        }

        return entry;
    }

    private int EntryOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        FrameKind kind = FrameClassifier.KindOf(symbol, module);
        if (kind == FrameKind.Jit && JavaInlining.IsJavaMethod(symbol))
        {
            return EntryOfJava(symbol, module);
        }

        if (_demangler is null || !_demangler.TryDemangle(symbol, out ReadOnlySpan<byte> shown))
        {
            return _builder.AddFrame(symbol, module, kind).Value;
        }

        Frame frame = new(_builder.AddString(shown), _builder.AddString(module), kind);
        return _builder.AddFrame(kind == FrameKind.Jit ? frame with { RawSymbol = _builder.AddString(symbol) } : frame).Value;
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
}
