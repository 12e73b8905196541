namespace FlameScope.Formats.NetTrace;

/// <summary>What a trace of version 6 says of native code: which file is where in a process, and which functions are in it.</summary>
internal sealed class NativeCode
{
    // Functions and files do not lie in one another; more than that is damage.
    private const int MaxOverlaps = 64;

    private readonly List<NativeRange> _ranges = [];
    private NativeRange[] _sorted = [];
    private ulong[] _reaches = [];

    public bool IsEmpty => _ranges.Count == 0;

    public void Add(NativeRange range) => _ranges.Add(range);

    /// <summary>All ranges have been added.</summary>
    public void Complete()
    {
        _sorted = [.. _ranges.OrderBy(range => range.Start)];
        _reaches = new ulong[_sorted.Length];
        ulong reach = 0;
        for (int i = 0; i < _sorted.Length; i++)
        {
            reach = Math.Max(reach, _sorted[i].End);
            _reaches[i] = reach;
        }
    }

    /// <summary>The range that holds an address, the one added last where several do.</summary>
    public bool TryFind(ulong address, out NativeRange range)
    {
        range = default;
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (_sorted[middle].Start <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int steps = 0;
        for (int i = low - 1; i >= 0 && _reaches[i] > address && steps < MaxOverlaps; i--, steps++)
        {
            if (_sorted[i].End > address)
            {
                range = _sorted[i];
                return true;
            }
        }

        return false;
    }
}

/// <summary>A part of a process's memory with a name: a function's or a file's.</summary>
internal readonly record struct NativeRange(ulong Start, ulong End, StringId Name);
