using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Resolves call chains to stacks, each distinct chain once for each set of maps that it was seen with.</summary>
internal sealed class StackResolver
{
    private const ulong NoAddress = 0;
    private const int NoChain = -1;

    private readonly SampleStoreBuilder _builder;
    private readonly ChainTable _chains;
    private readonly FrameTable _frames;
    private readonly AddressSpace _kernel;
    private readonly AddressCache _addresses = new();
    private readonly Dictionary<long, ResolvedStack> _stacks = [];
    private readonly ResolvedStack[] _lastStacks;
    private Column<ulong> _modes = new();
    private int _kernelVersion;

    // The chain that was resolved last, word by word from its root: stacks and modes.
    private Column<StackId> _nodes = new();
    private Column<ulong> _lastModes = new();
    private int _lastChain = NoChain;
    private int _lastSpace;

    public StackResolver(SampleStoreBuilder builder, ChainTable chains, AddressSpace kernel, LoadContext context)
    {
        _builder = builder;
        _chains = chains;
        _kernel = kernel;
        _frames = new FrameTable(builder, context.Demangles);
        _lastStacks = new ResolvedStack[chains.Count];
        Array.Fill(_lastStacks, ResolvedStack.None);
    }

    /// <summary>By frame: the module that has no name for it.</summary>
    public IReadOnlyDictionary<FrameId, MappedModule> Unnamed => _frames.Unnamed;

    /// <summary>The stack of a chain.</summary>
    /// <param name="chain">The chain's row.</param>
    /// <param name="space">The maps of its process.</param>
    /// <param name="time">When it was sampled.</param>
    public StackId Resolve(int chain, AddressSpace space, long time)
    {
        if (_kernelVersion != _kernel.Version)
        {
            ForgetStacks();
        }

        ref ResolvedStack last = ref _lastStacks[chain];
        if (!last.Fits(space.Version, time))
        {
            last = Find(chain, space, time, isFirst: last.From == long.MaxValue);
        }

        return last.Stack;
    }

    // Most chains are of one process, and need no place among those that are shared.
    private ResolvedStack Find(int chain, AddressSpace space, long time, bool isFirst)
    {
        long key = ((long)chain << 32) | (uint)space.Version;
        if (!isFirst && _stacks.TryGetValue(key, out ResolvedStack known) && known.Fits(space.Version, time))
        {
            return known;
        }

        if (!isFirst)
        {
            ResolvedStack other = _lastStacks[chain];
            _stacks[((long)chain << 32) | (uint)other.Space] = other;
        }

        return Build(chain, space, time);
    }

    private ResolvedStack Build(int chain, AddressSpace space, long time)
    {
        ReadOnlySpan<ulong> words = _chains[chain];
        bool hasUser = FindModes(words);
        int shared = CountShared(words, space.Version);
        StackId stack = shared == 0 ? StackId.Empty : _nodes[shared - 1];
        _nodes.Truncate(shared);
        _lastModes.Truncate(shared);
        long from = long.MinValue;
        long until = long.MaxValue;
        for (int place = words.Length - 1 - shared; place >= 0; place--)
        {
            ulong mode = _modes[place];
            if (mode != NoAddress)
            {
                stack = Add(stack, words[place], mode, space, time, ref from, ref until);
            }

            _nodes.Add(stack);
            _lastModes.Add(mode);
        }

        // What does not last is not there for the next chain.
        ResolvedStack resolved = new(stack, hasUser ? space.Version : ResolvedStack.AnySpace, from, until);
        (_lastChain, _lastSpace) = resolved.IsLasting ? (chain, space.Version) : (NoChain, 0);
        return resolved;
    }

    // Marks stand before the addresses that they speak of, leaf first, and stacks are built from the root.
    private bool FindModes(ReadOnlySpan<ulong> words)
    {
        _modes.Clear();
        ulong mode = ChainContext.User;
        bool hasUser = false;
        foreach (ulong word in words)
        {
            if (ChainContext.IsMark(word))
            {
                mode = word;
                _modes.Add(NoAddress);
                continue;
            }

            // After this mark comes the number of a record that has the rest, and no address.
            _modes.Add(mode == ChainContext.UserDeferred ? NoAddress : mode);
            hasUser |= mode == ChainContext.User;
        }

        return hasUser;
    }

    // Chains of neighbouring samples mostly share their roots: that part is resolved already.
    private int CountShared(ReadOnlySpan<ulong> words, int space)
    {
        if (_lastChain == NoChain || _lastSpace != space)
        {
            return 0;
        }

        ReadOnlySpan<ulong> last = _chains[_lastChain];
        int most = Math.Min(words.Length, last.Length);
        int shared = 0;
        while (shared < most && words[words.Length - 1 - shared] == last[last.Length - 1 - shared] && _modes[words.Length - 1 - shared] == _lastModes[shared])
        {
            shared++;
        }

        return shared;
    }

    private StackId Add(StackId stack, ulong address, ulong mode, AddressSpace space, long time, ref long from, ref long until)
    {
        AddressSpace? mapped = mode is ChainContext.User ? space : mode is ChainContext.Kernel or ChainContext.Hypervisor ? _kernel : null;
        int entry = _frames.Unmapped.Entry;
        if (mapped is { Version: not 0 } && !_addresses.TryFind(address, mapped, out entry))
        {
            NamedPlace place = mapped.Find(address) is { } map ? _frames.Of(map, address, time) : _frames.Unmapped;
            entry = place.Entry;
            if (place.IsLasting)
            {
                _addresses.Add(address, mapped, entry);
            }

            from = Math.Max(from, place.From);
            until = Math.Min(until, place.Until);
        }

        if (entry >= 0)
        {
            return _builder.AddStack(stack, new FrameId(entry));
        }

        foreach (FrameId frame in _frames.RunOf(entry))
        {
            stack = _builder.AddStack(stack, frame);
        }

        return stack;
    }

    private void ForgetStacks()
    {
        _stacks.Clear();
        Array.Fill(_lastStacks, ResolvedStack.None);
        _lastChain = NoChain;
        _kernelVersion = _kernel.Version;
    }
}
