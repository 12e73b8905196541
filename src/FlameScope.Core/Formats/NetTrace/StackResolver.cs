using System.Text;
using FlameScope.Formats.DotNet;
using FlameScope.Samples;
using FlameScope.Symbols;

namespace FlameScope.Formats.NetTrace;

/// <summary>Turns raw stacks into stacks of frames, once all names are known.</summary>
internal sealed class StackResolver
{
    private const ulong KernelHalf = 0xffff_8000_0000_0000;

    private readonly RawStacks _stacks;
    private readonly TraceProcesses _processes;
    private readonly SampleStoreBuilder _builder;
    private readonly Demangler? _demangler;
    private readonly Dictionary<ulong, AddressFrame>[] _addresses;
    private readonly FrameId?[][] _methodFrames;
    private readonly ResolvedStack[][] _known;
    private FrameId? _unknown;
    private FrameId? _nativeOrWaiting;

    /// <param name="stacks">The raw stacks.</param>
    /// <param name="processes">The processes, complete.</param>
    /// <param name="builder">Where frames go.</param>
    /// <param name="tidies">Whether names are shown tidied.</param>
    public StackResolver(RawStacks stacks, TraceProcesses processes, SampleStoreBuilder builder, bool tidies)
    {
        _stacks = stacks;
        _processes = processes;
        _builder = builder;
        _demangler = tidies ? new Demangler() : null;
        _addresses = new Dictionary<ulong, AddressFrame>[processes.Count];
        _methodFrames = new FrameId?[processes.Count][];
        _known = new ResolvedStack[processes.Count][];
        for (int i = 0; i < processes.Count; i++)
        {
            _addresses[i] = [];
            _methodFrames[i] = new FrameId?[processes[i].Methods.NameCount];
            _known[i] = [];
        }
    }

    /// <summary>Whether there are frames without a name.</summary>
    public bool HasUnknown => _unknown is not null;

    private FrameId Unknown => _unknown ??= _builder.AddFrame(UnknownName.Utf8, default, FrameKind.Unknown);

    /// <summary>The stack of frames of a raw stack.</summary>
    /// <param name="row">The raw stack.</param>
    /// <param name="isExternal">Whether its thread ran no managed code: then it waits, or a leaf says that it may.</param>
    /// <param name="process">The process it is of.</param>
    /// <param name="time">When it was taken, in nanoseconds: code comes and goes.</param>
    public ResolvedStack Of(int row, bool isExternal, int process, long time)
    {
        if (_known[process].Length == 0)
        {
            _known[process] = new ResolvedStack[2 * _stacks.Count];
        }

        ref ResolvedStack known = ref _known[process][(2 * row) + (isExternal ? 1 : 0)];
        return known.IsKnown ? known : Resolve(ref known, _stacks[row], isExternal, process, time);
    }

    private ResolvedStack Resolve(ref ResolvedStack known, ReadOnlySpan<ulong> addresses, bool isExternal, int process, long time)
    {
        bool depends = false;
        StackId stack = StackId.Empty;
        for (int i = addresses.Length - 1; i >= 0; i--)
        {
            AddressFrame frame = FrameOf(addresses[i], process, time);
            depends |= frame.DependsOnTime;
            stack = _builder.AddStack(stack, frame.Frame);
        }

        bool isWaiting = isExternal && IsWaiting(addresses, process, time);
        ResolvedStack resolved = new(isExternal && !isWaiting ? InNative(stack) : stack, isWaiting, !depends);
        known = depends ? default : resolved;
        return resolved;
    }

    private StackId InNative(StackId stack) =>
        _builder.AddStack(stack, _nativeOrWaiting ??= _builder.AddFrame("native or waiting"u8, default, FrameKind.Unknown));

    private bool IsWaiting(ReadOnlySpan<ulong> addresses, int process, long time)
    {
        MethodTable methods = _processes[process].Methods;
        bool isRead = false;
        foreach (ulong address in addresses)
        {
            // What leads out of managed code may have no name.
            if (!methods.TryFind(address, time, out _, out Method method))
            {
                continue;
            }

            methods.GetName(method.Name, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> name, out _);
            if (WaitingMethods.IsStub(type, name))
            {
                continue;
            }

            if (isRead || !WaitingMethods.IsRead(type, name))
            {
                return isRead ? WaitingMethods.WaitsForInput(type) : WaitingMethods.Contains(type, name);
            }

            isRead = true;
        }

        return false;
    }

    private AddressFrame FrameOf(ulong address, int process, long time)
    {
        Dictionary<ulong, AddressFrame> addresses = _addresses[process];
        if (addresses.TryGetValue(address, out AddressFrame known) && !known.DependsOnTime)
        {
            return known;
        }

        AddressFrame frame = _processes[process].Methods.TryFind(address, time, out bool depends, out Method method)
            ? new AddressFrame(FrameOf(method, process), depends)
            : new AddressFrame(NativeFrameOf(address, process), false);
        addresses[address] = frame;
        return frame;
    }

    private FrameId FrameOf(in Method method, int process)
    {
        ref FrameId? frame = ref _methodFrames[process][method.Name];
        return frame ??= AddFrame(_processes[process], method);
    }

    private FrameId AddFrame(TraceProcess process, in Method method)
    {
        process.Methods.GetName(method.Name, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> signature);

        // instance void  (int32,class System.String)
        int parameters = Math.Max(signature.IndexOf((byte)'('), 0);
        byte[] raw = [.. type, .. type.IsEmpty ? ""u8 : "."u8, .. name, .. signature[parameters..]];
        ReadOnlySpan<byte> tidy = default;
        bool isTidied = _demangler is not null && _demangler.TryTidyRuntimeName(type, name, out tidy);
        Frame frame = new(_builder.AddString(isTidied ? tidy : raw), _builder.AddString(Encoding.UTF8.GetBytes(process.ModuleOf(method.Module))), FrameKind.Jit);
        return _builder.AddFrame(isTidied ? frame with { RawSymbol = _builder.AddString(raw) } : frame);
    }

    private FrameId NativeFrameOf(ulong address, int process)
    {
        (StringId function, StringId file) = _processes.FindNative(_processes[process], address);
        if (function == StringId.Empty && file == StringId.Empty)
        {
            return Unknown;
        }

        FrameKind kind = address >= KernelHalf ? FrameKind.Kernel : FrameKind.User;
        StringId module = file == StringId.Empty && kind == FrameKind.Kernel ? _builder.AddString("[kernel.kallsyms]"u8) : file;
        return function == StringId.Empty
            ? _builder.AddFrame(new Frame(_builder.AddString(UnknownName.Utf8), module, FrameKind.Unknown))
            : _builder.AddFrame(new Frame(Shown(function), module, kind));
    }

    private StringId Shown(StringId name) =>
        _demangler is not null && _demangler.TryDemangle(_builder.StringOf(name), out ReadOnlySpan<byte> shown) ? _builder.AddString(shown) : name;

    private readonly record struct AddressFrame(FrameId Frame, bool DependsOnTime);
}

/// <summary>A stack of frames.</summary>
/// <param name="Stack">As it was recorded.</param>
/// <param name="IsWaiting">Whether its thread waits.</param>
/// <param name="IsKnown">Whether it is the same at all times.</param>
internal readonly record struct ResolvedStack(StackId Stack, bool IsWaiting, bool IsKnown);
