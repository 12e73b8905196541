using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.PerfData;

/// <summary>Where the fields of an event's samples are.</summary>
/// <remarks>All fields up to the call chain have fixed places; those after it are gone through only where one of them is wanted.</remarks>
internal sealed class SampleLayout
{
    private const int None = -1;

    // perf_event_attr.read_format
    private const ulong ReadTimeEnabled = 1;
    private const ulong ReadTimeRunning = 2;
    private const ulong ReadId = 4;
    private const ulong ReadGroup = 8;
    private const ulong ReadLost = 16;

    private const ulong BranchHardwareIndex = 1 << 17;
    private const ulong BranchCounters = 1 << 19;

    // The bits of the instruction pointer among the registers of x86 and of 64-bit Arm, and one that only the latter has.
    private const int X86InstructionPointer = 8;
    private const int Arm64ProgramCounter = 32;

    private readonly EventAttribute _attribute;
    private readonly int _ip;
    private readonly int _thread;
    private readonly int _time;
    private readonly int _cpu;
    private readonly int _period;
    private readonly int _fixedLength;
    private readonly bool _hasRead;
    private readonly bool _hasChain;
    private readonly bool _wantsRest;

    /// <param name="attribute">The event.</param>
    /// <param name="wantsRaw">Whether the tracepoint's own data are wanted.</param>
    public SampleLayout(EventAttribute attribute, bool wantsRaw)
    {
        _attribute = attribute;
        int length = 0;
        Place(SampleFields.Identifier);
        _ip = Place(SampleFields.Ip);
        _thread = Place(SampleFields.Tid);
        _time = Place(SampleFields.Time);
        Place(SampleFields.Address);
        IdPlace = attribute.Has(SampleFields.Identifier) ? 0 : Place(SampleFields.Id);
        if (attribute.Has(SampleFields.Identifier))
        {
            Place(SampleFields.Id);
        }

        Place(SampleFields.StreamId);
        _cpu = Place(SampleFields.Cpu);
        _period = Place(SampleFields.Period);
        _fixedLength = length;
        _hasRead = attribute.Has(SampleFields.Read);
        _hasChain = attribute.Has(SampleFields.CallChain);
        _wantsRest = wantsRaw || attribute.Has(SampleFields.Cgroup) || HasUserPointer;

        int Place(SampleFields field)
        {
            if (!attribute.Has(field))
            {
                return None;
            }

            length += sizeof(ulong);
            return length - sizeof(ulong);
        }
    }

    /// <summary>Where in a sample's body its event's id is; negative where it has none.</summary>
    public int IdPlace { get; }

    public bool HasTime => _time >= 0;

    /// <summary>Whether user stacks were recorded as bytes, of which only the innermost instruction is known without unwinding.</summary>
    public bool HasUserPointer => _attribute.ExcludesUserChain && _attribute.Has(SampleFields.UserRegisters);

    /// <summary>Reads a sample.</summary>
    /// <param name="body">The record without its head.</param>
    /// <param name="sample">What it says.</param>
    /// <returns>Whether all fields are there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ReadOnlySpan<byte> body, out RawSample sample)
    {
        sample = default;
        if (body.Length < _fixedLength)
        {
            return false;
        }

        sample.Ip = _ip < 0 ? 0 : UInt64At(body, _ip);
        sample.Pid = _thread < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body[_thread..]);
        sample.Tid = _thread < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body[(_thread + 4)..]);
        sample.Time = _time < 0 ? 0 : UInt64At(body, _time);
        sample.Cpu = _cpu < 0 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(body[_cpu..]);
        sample.Period = _period >= 0 ? UInt64At(body, _period) : _attribute.IsFrequency ? 1 : _attribute.Period;
        ReadOnlySpan<byte> rest = body[_fixedLength..];
        if (_hasRead && !TrySkipRead(ref rest))
        {
            return false;
        }

        if (_hasChain)
        {
            if (rest.Length < sizeof(ulong))
            {
                return false;
            }

            ulong count = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            if (count > (ulong)(rest.Length - sizeof(ulong)) / sizeof(ulong))
            {
                return false;
            }

            sample.Chain = rest.Slice(sizeof(ulong), (int)count * sizeof(ulong));
            rest = rest[(sizeof(ulong) + sample.Chain.Length)..];
        }

        return !_wantsRest || TryReadRest(rest, ref sample);
    }

    private bool TryReadRest(ReadOnlySpan<byte> bytes, ref RawSample sample)
    {
        ByteReader rest = new(bytes);
        if (_attribute.Has(SampleFields.Raw))
        {
            sample.Raw = rest.Take(rest.UInt32());
        }

        if (_attribute.Has(SampleFields.BranchStack))
        {
            ulong branches = rest.UInt64();
            rest.Take((_attribute.BranchFields & BranchHardwareIndex) != 0 ? 8u : 0u);
            rest.Take(BytesOf(branches, 24));
            rest.Take((_attribute.BranchFields & BranchCounters) != 0 ? BytesOf(branches, 8) : 0);
        }

        if (_attribute.Has(SampleFields.UserRegisters))
        {
            ReadUserPointer(ref rest, ref sample);
        }

        if (!_attribute.Has(SampleFields.Cgroup))
        {
            return !rest.IsOverrun;
        }

        if (_attribute.Has(SampleFields.UserStack) && rest.UInt64() is > 0 and var size)
        {
            rest.Take(size);
            rest.UInt64();
        }

        const SampleFields Words = SampleFields.Weight | SampleFields.WeightStruct | SampleFields.DataSource | SampleFields.Transaction;
        rest.Take(8u * (ulong)BitOperations.PopCount((ulong)(_attribute.Fields & Words)));
        if (_attribute.Has(SampleFields.InterruptRegisters) && rest.UInt64() != 0)
        {
            rest.Take(8u * (ulong)BitOperations.PopCount(_attribute.InterruptRegisters));
        }

        rest.Take(_attribute.Has(SampleFields.PhysicalAddress) ? 8u : 0u);
        sample.Cgroup = rest.UInt64();
        return !rest.IsOverrun;
    }

    private void ReadUserPointer(ref ByteReader rest, ref RawSample sample)
    {
        if (rest.UInt64() == 0)
        {
            return;
        }

        ulong mask = _attribute.UserRegisters;
        int register = (mask >> Arm64ProgramCounter) != 0 ? Arm64ProgramCounter : X86InstructionPointer;
        ReadOnlySpan<byte> values = rest.Take(8u * (ulong)BitOperations.PopCount(mask));
        if (HasUserPointer && ((mask >> register) & 1) != 0 && !values.IsEmpty)
        {
            sample.UserIp = UInt64At(values, 8 * BitOperations.PopCount(mask & ((1UL << register) - 1)));
        }
    }

    private bool TrySkipRead(ref ReadOnlySpan<byte> bytes)
    {
        ByteReader rest = new(bytes);
        ulong format = _attribute.ReadFormat;
        ulong times = (ulong)BitOperations.PopCount(format & (ReadTimeEnabled | ReadTimeRunning));
        ulong more = (ulong)BitOperations.PopCount(format & (ReadId | ReadLost));
        if ((format & ReadGroup) != 0)
        {
            ulong count = rest.UInt64();
            rest.Take(8 * times);
            rest.Take(BytesOf(count, 8 * (1 + more)));
        }
        else
        {
            rest.Take(8 * (1 + times + more));
        }

        bytes = rest.Rest;
        return !rest.IsOverrun;
    }

    private static ulong BytesOf(ulong count, ulong size) => count > int.MaxValue ? ulong.MaxValue : count * size;

    private static ulong UInt64At(ReadOnlySpan<byte> bytes, int place) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[place..]);
}
