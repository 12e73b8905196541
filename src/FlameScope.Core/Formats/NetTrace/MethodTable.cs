using System.Runtime.InteropServices;
using System.Text.Unicode;
using FlameScope.Columns;

namespace FlameScope.Formats.NetTrace;

/// <summary>The methods of a process: which one an address belonged to at a time.</summary>
internal sealed class MethodTable
{
    // Code that came and went at one place; more than that is no program.
    private const int MaxOverlaps = 64;

    private readonly Dictionary<(ulong Start, ulong Id), int> _known = [];
    private readonly List<Method> _methods = [];
    private Column<byte> _texts = new();
    private Column<MethodName> _names = new();
    private Method[] _sorted = [];
    private ulong[] _reaches = [];

    public long EstimatedBytes => _texts.Count + (_methods.Count * 120L);

    public int NameCount => _names.Count;

    public bool IsEmpty => _methods.Count == 0;

    /// <summary>A method's code is there from a time on.</summary>
    /// <param name="payload">The payload of the event: MethodLoadVerbose, or one of the rundown.</param>
    /// <param name="from">When it came; <see cref="long.MinValue"/> where it had been there before.</param>
    /// <param name="id">The method's number.</param>
    /// <returns>Whether the payload is one of a method.</returns>
    public bool TryAdd(ReadOnlySpan<byte> payload, long from, out ulong id)
    {
        TraceCursor cursor = new(payload);
        id = cursor.UInt64();
        ulong module = cursor.UInt64();
        ulong start = cursor.UInt64();
        uint size = cursor.UInt32();
        cursor.Skip(2 * sizeof(uint));
        ReadOnlySpan<byte> type = cursor.Utf16();
        ReadOnlySpan<byte> name = cursor.Utf16();
        ReadOnlySpan<byte> signature = cursor.Utf16();
        if (cursor.HasFailed || size == 0 || start > ulong.MaxValue - size)
        {
            return !cursor.HasFailed;
        }

        // The rundown repeats what was loaded; it is the loading that has a time.
        if (from == long.MinValue && _known.TryGetValue((start, id), out int known) && _methods[known].End == start + size)
        {
            return true;
        }

        _known[(start, id)] = _methods.Count;
        int textStart = _texts.Count;
        int typeLength = AddText(type);
        int nameLength = AddText(name);
        int signatureLength = AddText(signature);
        _names.Add(new MethodName(textStart, typeLength, nameLength, signatureLength));
        _methods.Add(new Method(start, start + size, from, long.MaxValue, module, _names.Count - 1));
        return true;
    }

    /// <summary>A method's code has gone: what is sampled at its addresses from now on is something else.</summary>
    public void Unload(ReadOnlySpan<byte> payload, long time)
    {
        TraceCursor cursor = new(payload);
        ulong id = cursor.UInt64();
        cursor.Skip(sizeof(ulong));
        if (_known.Remove((cursor.UInt64(), id), out int method))
        {
            _methods[method] = _methods[method] with { To = time };
        }
    }

    /// <summary>All events have been read.</summary>
    public void Complete()
    {
        _sorted = [.. _methods.OrderBy(method => method.Start).ThenBy(method => method.From)];
        _reaches = new ulong[_sorted.Length];
        ulong reach = 0;
        for (int i = 0; i < _sorted.Length; i++)
        {
            reach = Math.Max(reach, _sorted[i].End);
            _reaches[i] = reach;
        }
    }

    /// <summary>The method of an address at a time: the one that came last before it, or else the one that came first.</summary>
    /// <param name="address">The address.</param>
    /// <param name="time">Nanoseconds.</param>
    /// <param name="depends">Whether it is another one at another time.</param>
    /// <param name="method">The method.</param>
    public bool TryFind(ulong address, long time, out bool depends, out Method method)
    {
        method = default;
        depends = false;
        bool isFound = false;
        int steps = 0;
        for (int i = LastFrom(address); i >= 0 && _reaches[i] > address && steps < MaxOverlaps; i--, steps++)
        {
            Method candidate = _sorted[i];
            if (candidate.End <= address)
            {
                continue;
            }

            depends |= isFound && candidate.Name != method.Name;
            if (!isFound || IsBetter(candidate, method, time))
            {
                method = candidate;
            }

            isFound = true;
        }

        return isFound;
    }

    /// <summary>A method's parts in UTF-8: its type with namespace, its name and its signature.</summary>
    public void GetName(int name, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> method, out ReadOnlySpan<byte> signature)
    {
        MethodName parts = _names[name];
        ReadOnlySpan<byte> text = _texts.Values[parts.Start..];
        type = text[..parts.Type];
        method = text.Slice(parts.Type, parts.Name);
        signature = text.Slice(parts.Type + parts.Name, parts.Signature);
    }

    private static bool IsBetter(Method candidate, Method known, long time) => (IsThere(candidate, time), IsThere(known, time)) switch
    {
        (true, false) => true,
        (false, true) => false,
        (true, true) => candidate.From > known.From,
        _ => candidate.From < known.From,
    };

    private static bool IsThere(Method method, long time) => method.From <= time && time < method.To;

    private int LastFrom(ulong address)
    {
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

        return low - 1;
    }

    private int AddText(ReadOnlySpan<byte> utf16)
    {
        int start = _texts.Count;
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(utf16);
        int room = text.Length * 3;
        _texts.AddZeros(room);
        Utf8.FromUtf16(text, _texts.Values.Slice(start, room), out _, out int written);
        _texts.Truncate(start + written);
        return written;
    }

    private readonly record struct MethodName(int Start, int Type, int Name, int Signature);
}
