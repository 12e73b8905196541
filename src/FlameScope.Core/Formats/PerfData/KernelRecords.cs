using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FlameScope.Formats.PerfData;

/// <summary>Reads the kernel's records beside the samples: threads, maps, losses.</summary>
internal sealed class KernelRecords(EventTable events, SampleLog samples, SideBandLog log)
{
    private const ushort MiscMapData = 1 << 13;
    private const ushort MiscForkSynthesized = 1 << 13;
    private const ushort MiscSwitchOut = 1 << 13;
    private const ushort MiscMapBuildId = 1 << 14;
    private const uint ProtectionExecute = 4;

    // The kinds of namespaces come in the kernel's order; the number of the first one of processes is fixed.
    private const ulong PidNamespace = 3;
    private const ulong FirstPidNamespace = 0xeffffffc;

    private long _lastTime;

    /// <summary>Reads a record.</summary>
    /// <param name="type">Its kind; those that tell nothing are passed.</param>
    /// <param name="misc">Its flags.</param>
    /// <param name="body">The record without its head.</param>
    /// <returns>Whether all its fields are there.</returns>
    public bool TryRead(RecordType type, ushort misc, ReadOnlySpan<byte> body)
    {
        Trailer trailer = TrailerOf(ref body);
        ByteReader reader = new(body);
        switch (type)
        {
            case RecordType.Command:
                ReadCommand(ref reader, trailer.Time);
                break;
            case RecordType.Fork:
                ReadFork(ref reader, misc, trailer.Time);
                break;
            case RecordType.Map:
                ReadMap(ref reader, misc, trailer.Time);
                break;
            case RecordType.Map2:
                ReadMap2(ref reader, misc, trailer.Time);
                break;
            case RecordType.KernelSymbol:
                ReadKernelSymbol(ref reader, trailer.Time);
                break;
            case RecordType.Namespaces:
                ReadNamespaces(ref reader, trailer.Time);
                break;
            case RecordType.Cgroup:
                ulong id = reader.UInt64();
                log.Cgroups[id] = reader.Text().ToArray();
                break;
            case RecordType.DeferredCallChain when trailer.HasThread:
                ReadDeferred(ref reader, trailer.Tid);
                break;
            case RecordType.Lost:
                reader.UInt64();
                ulong lost = reader.UInt64();
                log.AddLost(reader.IsOverrun ? 0 : lost, trailer.HasTime ? trailer.Time : null);
                break;
            case RecordType.LostSamples:
                ulong count = reader.UInt64();
                log.AddLostSamples(reader.IsOverrun ? 0 : count);
                break;
            case RecordType.Switch or RecordType.SwitchCpuWide when trailer.HasTime && trailer.HasThread:
                log.Add(new SwitchEvent(trailer.Time, samples.Total, trailer.Pid, trailer.Tid, (misc & MiscSwitchOut) != 0));
                break;
            default:
                break;
        }

        return !reader.IsOverrun;
    }

    private void ReadCommand(ref ByteReader reader, long time)
    {
        int pid = reader.Int32();
        int tid = reader.Int32();
        ReadOnlySpan<byte> name = reader.Text();
        if (!reader.IsOverrun)
        {
            log.Add(new CommandEvent(time, samples.Total, pid, tid, name.ToArray()));
        }
    }

    private void ReadFork(ref ByteReader reader, ushort misc, long time)
    {
        int pid = reader.Int32();
        int parentPid = reader.Int32();
        int tid = reader.Int32();
        int parentTid = reader.Int32();
        if (!reader.IsOverrun)
        {
            log.Add(new ForkEvent(time, samples.Total, pid, tid, parentPid, parentTid, (misc & MiscForkSynthesized) != 0));
        }
    }

    private void ReadMap(ref ByteReader reader, ushort misc, long time)
    {
        int pid = reader.Int32();
        reader.UInt32();
        ulong start = reader.UInt64();
        ulong length = reader.UInt64();
        ulong pageOffset = reader.UInt64();
        AddMap(ref reader, time, pid, start, length, pageOffset, (misc & MiscMapData) == 0, []);
    }

    private void ReadMap2(ref ByteReader reader, ushort misc, long time)
    {
        int pid = reader.Int32();
        reader.UInt32();
        ulong start = reader.UInt64();
        ulong length = reader.UInt64();
        ulong pageOffset = reader.UInt64();
        ReadOnlySpan<byte> file = reader.Take(24);
        uint protection = reader.UInt32();
        reader.UInt32();
        byte[] buildId = (misc & MiscMapBuildId) != 0 && !file.IsEmpty ? file.Slice(4, Math.Min((int)file[0], 20)).ToArray() : [];
        AddMap(ref reader, time, pid, start, length, pageOffset, (protection & ProtectionExecute) != 0, buildId);
    }

    private void AddMap(ref ByteReader reader, long time, int pid, ulong start, ulong length, ulong pageOffset, bool isExecutable, byte[] buildId)
    {
        ReadOnlySpan<byte> name = reader.Text();
        if (!reader.IsOverrun && length > 0)
        {
            log.Add(new MapEvent(time, samples.Total, pid, start, length, pageOffset, isExecutable, name.ToArray(), buildId));
        }
    }

    private void ReadDeferred(ref ByteReader reader, int tid)
    {
        ulong cookie = reader.UInt64();
        ulong count = reader.UInt64();
        ReadOnlySpan<byte> words = reader.Take(count > int.MaxValue ? ulong.MaxValue : count * sizeof(ulong));
        if (!reader.IsOverrun)
        {
            samples.AddDeferred(tid, cookie, MemoryMarshal.Cast<byte, ulong>(words));
        }
    }

    private void ReadNamespaces(ref ByteReader reader, long time)
    {
        int pid = reader.Int32();
        reader.UInt32();
        ulong count = reader.UInt64();
        for (ulong kind = 0; kind < count && !reader.IsOverrun; kind++)
        {
            reader.UInt64();
            if (reader.UInt64() != FirstPidNamespace && kind == PidNamespace && !reader.IsOverrun)
            {
                log.Add(new ContainerEvent(time, samples.Total, pid));
            }
        }
    }

    private void ReadKernelSymbol(ref ByteReader reader, long time)
    {
        ulong start = reader.UInt64();
        uint length = reader.UInt32();
        reader.UInt16();
        bool isRemoved = (reader.UInt16() & 1) != 0;
        ReadOnlySpan<byte> name = reader.Text();
        if (!reader.IsOverrun && length > 0)
        {
            log.Add(new KernelSymbolEvent(time, samples.Total, start, length, isRemoved, name.ToArray()));
        }
    }

    // Where records do not tell their times, they keep their places among those that do.
    private Trailer TrailerOf(ref ReadOnlySpan<byte> body)
    {
        if (events.Count == 0)
        {
            return new Trailer { Time = _lastTime };
        }

        EventAttribute attribute = events[0];
        if (events.Count > 1 && attribute.Has(SampleFields.Identifier) && body.Length >= sizeof(ulong))
        {
            attribute = events[Math.Max(0, events.Find(BinaryPrimitives.ReadUInt64LittleEndian(body[^sizeof(ulong)..])))];
        }

        int size = attribute.TrailerSize;
        if (size == 0 || size > body.Length)
        {
            return new Trailer { Time = _lastTime };
        }

        ByteReader reader = new(body[^size..]);
        body = body[..^size];
        Trailer trailer = new();
        if (attribute.Has(SampleFields.Tid))
        {
            trailer.Pid = reader.Int32();
            trailer.Tid = reader.Int32();
            trailer.HasThread = true;
        }

        trailer.HasTime = attribute.Has(SampleFields.Time);
        trailer.Time = trailer.HasTime ? SideEvent.TimeOf(reader.UInt64()) : _lastTime;
        _lastTime = trailer.Time;
        return trailer;
    }

    private struct Trailer
    {
        public long Time;
        public int Pid;
        public int Tid;
        public bool HasTime;
        public bool HasThread;
    }
}
