using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>Resolves call chains to stacks, each distinct place on their paths once for each set of maps that it was seen with.</summary>
internal sealed class StackResolver
{
    private readonly SampleStoreBuilder _builder;
    private readonly ChainTrie _chains;
    private readonly FrameTable _frames;
    private readonly AddressSpace _kernel;
    private readonly AddressCache _addresses = new();
    private ResolvedNode[] _nodes;
    private Column<int> _path = new();

    // Only code that a runtime compiled stands for something else at another time.
    private NodeTimes[]? _times;

    public StackResolver(SampleStoreBuilder builder, ChainTrie chains, AddressSpace kernel, LoadContext context)
    {
        _builder = builder;
        _chains = chains;
        _kernel = kernel;
        _frames = new FrameTable(builder, context.Demangles);
        _nodes = new ResolvedNode[chains.Count];
    }

    /// <summary>By frame: the module that has no name for it.</summary>
    public IReadOnlyDictionary<FrameId, MappedModule> Unnamed => _frames.Unnamed;

    /// <summary>Makes room for all chains that there are by now.</summary>
    public void Grow()
    {
        if (_chains.Count > _nodes.Length)
        {
            int known = _nodes.Length;
            Array.Resize(ref _nodes, Math.Max(_chains.Count, known * 2));
            if (_times is not null)
            {
                Array.Resize(ref _times, _nodes.Length);
                Array.Fill(_times, NodeTimes.Always, known, _times.Length - known);
            }
        }
    }

    /// <summary>The stack of a chain.</summary>
    /// <param name="chain">The node that it ends at.</param>
    /// <param name="space">The maps of its process.</param>
    /// <param name="time">When it was sampled.</param>
    public StackId Resolve(int chain, AddressSpace space, long time)
    {
        // 0 is that of no maps.
        long maps = ((space.Version + 1L) << 32) | (uint)_kernel.Version;
        return IsKnown(chain, maps, time) ? _nodes[chain].Stack : Build(chain, space, maps, time);
    }

    private bool IsKnown(int node, long maps, long time) => _nodes[node].Maps == maps && (_times is null || _times[node].Holds(time));

    private StackId Build(int chain, AddressSpace space, long maps, long time)
    {
        _path.Clear();
        int node = chain;
        while (node != ChainTrie.Root && !IsKnown(node, maps, time))
        {
            _path.Add(node);
            node = _chains.ParentOf(node);
        }

        StackId stack = _nodes[node].Stack;
        NodeTimes times = node == ChainTrie.Root || _times is null ? NodeTimes.Always : _times[node];
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            node = _path[i];
            if (_chains.ModeOf(node) is not ChainMode.None and var mode)
            {
                stack = Add(stack, _chains.WordOf(node), mode, space, time, ref times);
            }

            _nodes[node] = new ResolvedNode(maps, stack);
            if (_times is not null)
            {
                _times[node] = times;
            }
        }

        return stack;
    }

    private StackId Add(StackId stack, ulong address, ChainMode mode, AddressSpace space, long time, ref NodeTimes times)
    {
        AddressSpace? mapped = mode switch
        {
            ChainMode.User => space,
            ChainMode.Kernel => _kernel,
            _ => null,
        };
        int entry = _frames.Unmapped.Entry;
        if (mapped is { Version: not 0 } && !_addresses.TryFind(address, mapped, out entry))
        {
            NamedPlace place = mapped.Find(address) is { } map ? _frames.Of(map, address, time) : _frames.Unmapped;
            entry = place.Entry;
            if (place.IsLasting)
            {
                _addresses.Add(address, mapped, entry);
            }
            else
            {
                times = new NodeTimes(Math.Max(times.From, place.From), Math.Min(times.Until, place.Until));
                KeepTimes();
            }
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

    private void KeepTimes()
    {
        if (_times is null)
        {
            _times = new NodeTimes[_nodes.Length];
            Array.Fill(_times, NodeTimes.Always);
        }
    }

    /// <summary>What a node turned out to be.</summary>
    /// <param name="Maps">The versions of the process's and the kernel's maps that it holds for.</param>
    /// <param name="Stack">The stack that ends at it.</param>
    private readonly record struct ResolvedNode(long Maps, StackId Stack);

    /// <summary>When a node stands for its stack.</summary>
    /// <param name="From">The first instant at which it does.</param>
    /// <param name="Until">The first instant at which it no longer does.</param>
    private readonly record struct NodeTimes(long From, long Until)
    {
        public static NodeTimes Always => new(long.MinValue, long.MaxValue);

        public bool Holds(long time) => time >= From && (time < Until || Until == long.MaxValue);
    }
}
