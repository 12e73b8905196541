using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Resolves call chains to stacks, each distinct chain once for each set of maps that it was seen with.</summary>
internal sealed class StackResolver
{
    private readonly SampleStoreBuilder _builder;
    private readonly ChainTable _chains;
    private readonly FrameTable _frames;
    private readonly AddressSpace _kernel;
    private readonly Dictionary<Address, NamedPlace> _addresses = [];
    private readonly Dictionary<long, ResolvedStack> _stacks = [];
    private readonly ResolvedStack?[] _lastStacks;
    private readonly List<MappedModule> _unnamed = [];
    private Column<int> _entries = new();
    private int _kernelVersion;

    public StackResolver(SampleStoreBuilder builder, ChainTable chains, AddressSpace kernel, LoadContext context)
    {
        _builder = builder;
        _chains = chains;
        _kernel = kernel;
        _frames = new FrameTable(builder, context.Demangles);
        _lastStacks = new ResolvedStack?[chains.Count];
    }

    /// <summary>The stack of a chain.</summary>
    /// <param name="chain">The chain's row.</param>
    /// <param name="space">The maps of its process.</param>
    /// <param name="time">When it was sampled.</param>
    public StackId Resolve(int chain, AddressSpace space, long time)
    {
        if (_kernelVersion != _kernel.Version)
        {
            ForgetAll();
        }

        ResolvedStack? known = _lastStacks[chain];
        if (known is null || !known.Fits(space.Version, time))
        {
            _lastStacks[chain] = known = Find(chain, space, time);
        }

        known.Samples++;
        return known.Stack;
    }

    /// <summary>Tells the modules how many samples had frames that they could not name.</summary>
    public void CountUnnamed()
    {
        foreach (ResolvedStack stack in _stacks.Values)
        {
            stack.CountUnnamed();
        }
    }

    private ResolvedStack Find(int chain, AddressSpace space, long time)
    {
        long key = ((long)chain << 32) | (uint)space.Version;
        if (_stacks.TryGetValue(key, out ResolvedStack? known))
        {
            if (known.Fits(space.Version, time))
            {
                return known;
            }

            known.CountUnnamed();
        }

        known = Build(chain, space, time);
        _stacks[key] = known;
        return known;
    }

    private ResolvedStack Build(int chain, AddressSpace space, long time)
    {
        _entries.Clear();
        _unnamed.Clear();
        ulong mode = ChainContext.User;
        bool hasUser = false;
        long from = long.MinValue;
        long until = long.MaxValue;
        foreach (ulong word in _chains[chain])
        {
            if (ChainContext.IsMark(word))
            {
                mode = word;
                if (mode == ChainContext.UserDeferred)
                {
                    // What follows is no address: it names the record that has the rest.
                    break;
                }

                continue;
            }

            hasUser |= mode == ChainContext.User;
            NamedPlace place = PlaceOf(word, mode, space, time);
            _entries.Add(place.Entry);
            from = Math.Max(from, place.From);
            until = Math.Min(until, place.Until);
            if (place.Unnamed is not null && !_unnamed.Contains(place.Unnamed))
            {
                _unnamed.Add(place.Unnamed);
            }
        }

        StackId stack = StackId.Empty;
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            foreach (FrameId frame in _frames.FramesOf(ref _entries[i]))
            {
                stack = _builder.AddStack(stack, frame);
            }
        }

        return new ResolvedStack(stack, hasUser ? space.Version : ResolvedStack.AnySpace, from, until, _unnamed.Count == 0 ? [] : [.. _unnamed]);
    }

    private NamedPlace PlaceOf(ulong address, ulong mode, AddressSpace space, long time)
    {
        AddressSpace? mapped = mode is ChainContext.User ? space : mode is ChainContext.Kernel or ChainContext.Hypervisor ? _kernel : null;
        if (mapped is null)
        {
            return _frames.Unmapped;
        }

        Address key = new(address, mapped == _kernel ? ResolvedStack.AnySpace : mapped.Version);
        if (_addresses.TryGetValue(key, out NamedPlace known) && known.Holds(time))
        {
            return known;
        }

        known = mapped.Find(address) is { } map ? _frames.Of(map, address, time) : _frames.Unmapped;
        _addresses[key] = known;
        return known;
    }

    private void ForgetAll()
    {
        CountUnnamed();
        _stacks.Clear();
        _addresses.Clear();
        Array.Clear(_lastStacks);
        _kernelVersion = _kernel.Version;
    }

    private readonly record struct Address(ulong Value, int Version);
}
