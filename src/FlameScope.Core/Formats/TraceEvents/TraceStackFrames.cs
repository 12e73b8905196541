using System.Text.Json;
using FlameScope.Columns;
using FlameScope.Formats.Json;
using FlameScope.Samples;

namespace FlameScope.Formats.TraceEvents;

/// <summary>The table <c>stackFrames</c> of a trace, to which samples refer: frames by id, each with the id of its caller.</summary>
internal sealed class TraceStackFrames(SampleStoreBuilder builder, LoadContext context)
{
    private const int BytesPerFrame = 28;

    private readonly Utf8Interner _ids = new();
    private Column<RawFrame> _frames = new();
    private Column<StackId> _stacks = new();
    private FrameId? _unknown;

    /// <summary>Stands for an id that is no frame's.</summary>
    public static StackId Missing { get; } = new(-1);

    public long EstimatedBytes => _ids.EstimatedBytes + ((long)_frames.Count * BytesPerFrame);

    /// <summary>The number of an id, whether or not its frame has been read.</summary>
    /// <param name="id">A text, or the digits of a number; never empty.</param>
    public int NumberOf(ReadOnlySpan<byte> id) => _ids.Intern(id).Value;

    /// <summary>Reads the id that is a member's value.</summary>
    /// <returns>Its number; 0 where the value is none.</returns>
    public int ReadNumber(ref JsonCursor json)
    {
        if (json.Read() && json.TokenType is JsonTokenType.String or JsonTokenType.Number && !json.Text.IsEmpty)
        {
            return NumberOf(json.Text);
        }

        json.Skip();
        return 0;
    }

    /// <summary>Reads the table.</summary>
    /// <param name="json">At its name.</param>
    public void Read(ref JsonCursor json)
    {
        for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
        {
            int number = NumberOf(json.Text);
            RawFrame frame = new(default, default, 0, json.Offset, IsThere: true);
            for (bool isFrame = json.EnterObject(); isFrame && json.ReadMember();)
            {
                if (json.Is("name"u8))
                {
                    frame = frame with { Name = json.TryReadText(out ReadOnlySpan<byte> name) ? builder.AddString(name) : default };
                }
                else if (json.Is("category"u8))
                {
                    frame = frame with { Category = json.TryReadText(out ReadOnlySpan<byte> category) ? builder.AddString(category) : default };
                }
                else if (json.Is("parent"u8))
                {
                    frame = frame with { Parent = ReadNumber(ref json) };
                }
                else
                {
                    json.Skip();
                }
            }

            _frames.AddZeros(Math.Max(0, number + 1 - _frames.Count));
            _frames[number] = frame;
            builder.ThrowIfOverLimits(EstimatedBytes);
        }
    }

    /// <summary>The stack whose leaf is a frame, once all of the table has been read.</summary>
    /// <param name="number">The number of the frame's id.</param>
    /// <returns>The stack; <see cref="Missing"/> where the table has no such frame.</returns>
    public StackId StackOf(int number)
    {
        if (!IsThere(number))
        {
            return Missing;
        }

        _stacks.AddZeros(_frames.Count - _stacks.Count);
        Stack<int> path = new();
        StackId stack = StackId.Empty;
        for (int next = number; IsThere(next); next = _frames[next].Parent)
        {
            if (_stacks[next] != StackId.Empty)
            {
                stack = _stacks[next];
                break;
            }

            path.Push(next);
            if (path.Count > _frames.Count)
            {
                // A frame that calls itself by way of its callees: the chain is cut where it comes back.
                Cut(path);
                break;
            }
        }

        while (path.TryPop(out int next))
        {
            stack = builder.AddStack(stack, FrameOf(_frames[next]));
            _stacks[next] = stack;
        }

        return stack;
    }

    /// <summary>A stack that is one frame without a name.</summary>
    public StackId Unknown() => builder.AddStack(StackId.Empty, UnknownFrame);

    private FrameId UnknownFrame => _unknown ??= builder.AddFrame(UnknownName.Utf8, default, FrameKind.Unknown);

    private bool IsThere(int number) => number > 0 && number < _frames.Count && _frames[number].IsThere;

    private void Cut(Stack<int> path)
    {
        int last = path.Peek();
        context.AddCorrection(new LoadDiagnostic(0, _frames[last].Offset, DiagnosticText.Of(builder.StringOf(_frames[last].Name)), "a parent that is not called by its own child; the stack begins here"));
        HashSet<int> seen = [];
        Stack<int> kept = new();
        foreach (int frame in path.Reverse())
        {
            if (!seen.Add(frame))
            {
                break;
            }

            kept.Push(frame);
        }

        _frames[kept.Peek()] = _frames[kept.Peek()] with { Parent = 0 };
        path.Clear();
        foreach (int frame in kept.Reverse())
        {
            path.Push(frame);
        }
    }

    private FrameId FrameOf(in RawFrame frame) => builder.StringOf(frame.Name).IsEmpty
        ? frame.Category == default ? UnknownFrame : builder.AddFrame(new Frame(builder.AddString(UnknownName.Utf8), frame.Category, FrameKind.Unknown))
        : builder.AddFrame(new Frame(frame.Name, frame.Category, FrameKind.User));

    private readonly record struct RawFrame(StringId Name, StringId Category, int Parent, long Offset, bool IsThere);
}
