using FlameScope.Samples;

namespace FlameScope.Formats.Speedscope;

/// <summary>The frames of a file, once all of them are known.</summary>
internal sealed class FrameTable
{
    private readonly SampleStoreBuilder _builder;
    private readonly FrameId[] _ids;
    private readonly FrameRole[] _roles;
    private readonly StringId[] _names;
    private FrameId? _unknown;
    private FrameId? _nativeOrWaiting;

    /// <param name="builder">Where frames go.</param>
    /// <param name="frames">The table as the file has it.</param>
    /// <param name="exporter">What wrote the file; empty where it does not say.</param>
    public FrameTable(SampleStoreBuilder builder, ReadOnlySpan<RawFrame> frames, string exporter)
    {
        _builder = builder;
        _ids = new FrameId[frames.Length];
        _roles = new FrameRole[frames.Length];
        _names = new StringId[frames.Length];
        IsOfDotNet = exporter.StartsWith("Microsoft.Diagnostics.Tracing.TraceEvent", StringComparison.Ordinal);
        for (int i = 0; i < frames.Length; i++)
        {
            ReadOnlySpan<byte> name = builder.StringOf(frames[i].Name);
            _names[i] = frames[i].Name;
            _roles[i] = IsOfDotNet ? DotNetTrace.RoleOf(name) : name.SequenceEqual("[no stack]"u8) && frames[i].File == StringId.Empty ? FrameRole.NoStack : FrameRole.Frame;
            if (_roles[i] == FrameRole.Frame)
            {
                _ids[i] = builder.AddFrame(FrameOf(frames[i]));
            }
        }
    }

    /// <summary>Whether dotnet-trace wrote the file, with frames that are none.</summary>
    public bool IsOfDotNet { get; }

    public int Count => _ids.Length;

    /// <summary>Stands above a caller that waits or runs native code.</summary>
    public FrameId NativeOrWaiting => _nativeOrWaiting ??= _builder.AddFrame("native or waiting"u8, [], FrameKind.Unknown);

    /// <summary>What an entry is; one that the table does not have is a frame.</summary>
    public FrameRole RoleOf(int index) => (uint)index < (uint)_roles.Length ? _roles[index] : FrameRole.Frame;

    public ReadOnlySpan<byte> NameOf(int index) => (uint)index < (uint)_names.Length ? _builder.StringOf(_names[index]) : UnknownName.Utf8;

    /// <summary>The frame of an entry.</summary>
    public FrameId this[int index] => (uint)index < (uint)_ids.Length
        ? _ids[index]
        : _unknown ??= _builder.AddFrame(UnknownName.Utf8, [], FrameKind.Unknown);

    private Frame FrameOf(RawFrame raw)
    {
        ReadOnlySpan<byte> name = _builder.StringOf(raw.Name);
        if (IsOfDotNet && name.IndexOf((byte)'!') is var mark and > 0)
        {
            byte[] text = name.ToArray();
            StringId symbol = text.Length > mark + 1 ? _builder.AddString(text.AsSpan(mark + 1)) : _builder.AddString(UnknownName.Utf8);
            return new Frame(symbol, _builder.AddString(text.AsSpan(0, mark)), text.AsSpan(mark + 1).SequenceEqual("?"u8) ? FrameKind.Unknown : FrameKind.Jit);
        }

        FrameKind kind = SourceFile.KindOf(name, _builder.StringOf(raw.File));
        return raw.Line > 0 ? new Frame(raw.Name, raw.File, kind) { File = raw.File, Line = raw.Line } : new Frame(raw.Name, raw.File, kind);
    }
}

/// <summary>What an entry of the table of frames is.</summary>
internal enum FrameRole : byte
{
    /// <summary>A function.</summary>
    Frame = 0,

    /// <summary>Stands for a stack that has no frames.</summary>
    NoStack,

    /// <summary>A level above the thread's own frames, of no interest.</summary>
    Group,

    /// <summary>The level of the process, whose name says its id.</summary>
    Process,

    /// <summary>Its caller runs managed code.</summary>
    Managed,

    /// <summary>Its caller waits, or runs native code: which of the two is not known.</summary>
    External,
}
