using FlameScope.Samples;

namespace FlameScope.Formats.Jfr;

/// <summary>The stacks of a chunk as stacks of the builder, each worked out once.</summary>
internal sealed class JfrFrames(JfrChunk chunk, SampleStoreBuilder builder)
{
    private readonly Dictionary<long, StackId> _stacks = [];
    private readonly Dictionary<(long Method, long Type, long Line), FrameId> _frames = [];
    private readonly Dictionary<long, JfrMethod> _methods = [];
    private readonly Dictionary<long, FrameKind> _kinds = [];
    private readonly List<FrameId> _path = [];

    /// <summary>A stack by its number; the empty one for 0, and <c>[unknown]</c> for one that the chunk does not have.</summary>
    /// <exception cref="JfrException">It is damaged.</exception>
    public StackId StackOf(long id)
    {
        if (id == 0)
        {
            return StackId.Empty;
        }

        if (!_stacks.TryGetValue(id, out StackId stack))
        {
            stack = Read(id);
            _stacks.Add(id, stack);
        }

        return stack;
    }

    private StackId Read(long id)
    {
        Span<long> slots = stackalloc long[2];
        if (!chunk.TryRead("jdk.types.StackTrace", id, slots, "truncated", "frames"))
        {
            return builder.AddStack(StackId.Empty, Unknown());
        }

        bool isTruncated = slots[0] != 0;
        _path.Clear();
        if (slots[1] > 0)
        {
            ReadFrames((int)slots[1]);
        }

        StackId stack = isTruncated
            ? builder.AddStack(StackId.Empty, builder.AddFrame("[truncated]"u8, default, FrameKind.Unknown))
            : StackId.Empty;
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            stack = builder.AddStack(stack, _path[i]);
        }

        return stack;
    }

    private void ReadFrames(int place)
    {
        JfrPlan plan = chunk.PlanOf("jdk.types.StackFrame", "method", "lineNumber", "type");
        JfrCursor cursor = chunk.CursorAt(place);
        Span<long> slots = stackalloc long[3];
        for (int count = cursor.ReadCount(); count > 0; count--)
        {
            plan.Read(ref cursor, slots);
            _path.Add(FrameOf(slots[0], slots[2], slots[1]));
        }
    }

    private FrameId FrameOf(long method, long type, long line)
    {
        if (!_frames.TryGetValue((method, type, line), out FrameId frame))
        {
            frame = Resolve(method, type, line);
            _frames.Add((method, type, line), frame);
        }

        return frame;
    }

    private FrameId Resolve(long method, long type, long line)
    {
        if (!_methods.TryGetValue(method, out JfrMethod? known))
        {
            known = JfrMethod.Read(chunk, method);
            _methods.Add(method, known);
        }

        if (known.IsUnknown)
        {
            return Unknown();
        }

        FrameKind kind = KindOf(type);
        (byte[] symbol, byte[] module) = known.In(kind);
        return builder.AddFrame(new Frame(builder.AddString(symbol), builder.AddString(module), kind)
        {
            Line = line is > 0 and <= int.MaxValue ? (int)line : 0,
        });
    }

    private FrameId Unknown() => builder.AddFrame(UnknownName.Utf8, default, FrameKind.Unknown);

    private FrameKind KindOf(long type)
    {
        if (!_kinds.TryGetValue(type, out FrameKind kind))
        {
            Span<long> slots = stackalloc long[1];
            kind = chunk.TryRead("jdk.types.FrameType", type, slots, "description") ? KindOf(chunk.TextAt(slots[0])) : FrameKind.Jit;
            _kinds.Add(type, kind);
        }

        return kind;
    }

    // Interpreted, JIT compiled, C1 compiled and whatever else a JVM runs Java in.
    private static FrameKind KindOf(ReadOnlySpan<byte> description) =>
        description.SequenceEqual("Inlined"u8) ? FrameKind.Inlined
        : description.SequenceEqual("Native"u8) || description.SequenceEqual("C++"u8) ? FrameKind.User
        : description.SequenceEqual("Kernel"u8) ? FrameKind.Kernel
        : FrameKind.Jit;
}
