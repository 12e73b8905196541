namespace FlameScope.Formats.V8;

/// <summary>V8's functions as frames, and its names for what is no function.</summary>
internal sealed class V8Frames
{
    private readonly SampleStoreBuilder _builder;
    private readonly StringId _root;
    private readonly StringId _idle;
    private readonly StringId _program;
    private readonly StringId _collector;
    private readonly StringId _anonymous;

    public V8Frames(SampleStoreBuilder builder)
    {
        _builder = builder;
        _root = builder.AddString("(root)"u8);
        _idle = builder.AddString("(idle)"u8);
        _program = builder.AddString("(program)"u8);
        _collector = builder.AddString("(garbage collector)"u8);
        _anonymous = builder.AddString("(anonymous)"u8);
    }

    /// <summary>The frame of a function.</summary>
    /// <param name="name">Its name; empty for a function without one.</param>
    /// <param name="url">The script it is in.</param>
    /// <param name="line">Its one-based line there; 0 where unknown.</param>
    public FrameId Add(StringId name, StringId url, int line)
    {
        FrameKind kind = name == _program || name == _idle ? FrameKind.Unknown : name == _collector ? FrameKind.User : FrameKind.Jit;
        return _builder.AddFrame(new Frame(name == StringId.Empty ? _anonymous : name, url, kind)
        {
            File = url,
            Line = url == StringId.Empty ? 0 : line,
        });
    }

    /// <summary>Whether a node without a parent only holds the tree together.</summary>
    public bool IsRoot(StringId name) => name == _root;

    /// <summary>Whether a node stands for a thread that had nothing to do.</summary>
    public bool IsIdle(StringId name) => name == _idle;
}
